CREATE TABLE "actions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"key" text NOT NULL,
	"text" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"taken_by" text,
	"taken_at" timestamp with time zone,
	"done_by" text,
	"done_at" timestamp with time zone,
	"reminded_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "channel_turns" (
	"team_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"free_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_turns_team_id_channel_id_pk" PRIMARY KEY("team_id","channel_id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"slot" text NOT NULL,
	"kind" text NOT NULL,
	"team_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"thread_of" uuid,
	"state" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"content" jsonb,
	"payload" jsonb,
	"revision" integer DEFAULT 0 NOT NULL,
	"posted_revision" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"is_doubtful" boolean DEFAULT false NOT NULL,
	"first_try_at" timestamp with time zone,
	"next_try_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"ts" text,
	"sent_at" timestamp with time zone,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "deliveries_once" UNIQUE("origin","slot","kind")
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"digest" text NOT NULL,
	"query" jsonb,
	"owner_id" text NOT NULL,
	"stores" text[] DEFAULT '{}' NOT NULL,
	"at" time,
	"weekdays" integer[] DEFAULT '{}' NOT NULL,
	"month_day" integer,
	"every_minutes" integer,
	"zone" text NOT NULL,
	"holidays" text,
	"quiet_from" time,
	"quiet_to" time,
	"planned_to" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"paused_at" timestamp with time zone,
	"paused_because" text,
	"removed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "actions_by_team" ON "actions" USING btree ("team_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "deliveries_by_state" ON "deliveries" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "deliveries_by_place" ON "deliveries" USING btree ("team_id","channel_id","ts");--> statement-breakpoint
CREATE INDEX "deliveries_by_time" ON "deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "schedules_by_channel" ON "schedules" USING btree ("team_id","channel_id");