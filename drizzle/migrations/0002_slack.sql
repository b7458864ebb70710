CREATE TABLE "feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"interpretation" jsonb NOT NULL,
	"asker_hash" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "channel_policies" ALTER COLUMN "policy" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_policies" ADD COLUMN "follow_ups" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "feedback_once" ON "feedback" USING btree ("reference","asker_hash");--> statement-breakpoint
CREATE INDEX "feedback_by_time" ON "feedback" USING btree ("at");