CREATE SEQUENCE "public"."incident_refs" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
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
CREATE TABLE "parcels" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"location_id" text,
	"carrier" text,
	"shipping_method" text,
	"tracking_number" text,
	"handed_over_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"promised_on" date,
	"currency" text,
	"cost_minor" bigint,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	"handed_over_day" date,
	"delivered_day" date,
	CONSTRAINT "parcels_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "returns" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"line_id" text,
	"variant_id" text,
	"product_id" text,
	"sku" text,
	"units" integer NOT NULL,
	"reason" text,
	"restocked" boolean,
	"received_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	"received_day" date,
	"sold_day" date,
	CONSTRAINT "returns_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text,
	"provider" text NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"reason" text,
	"opened_at" timestamp with time zone NOT NULL,
	"due_by" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"outcome" text,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	CONSTRAINT "disputes_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "exchange_rates" (
	"store_id" text NOT NULL,
	"day" date NOT NULL,
	"base" text NOT NULL,
	"quote" text NOT NULL,
	"rate" numeric NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "exchange_rates_store_id_base_quote_day_pk" PRIMARY KEY("store_id","base","quote","day")
);
--> statement-breakpoint
CREATE TABLE "gift_card_entries" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"card_id" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"currency" char(3) NOT NULL,
	"delta_minor" bigint NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "gift_card_entries_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"order_id" text,
	"issued_on" date NOT NULL,
	"due_on" date,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"paid_minor" bigint NOT NULL,
	"closed_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	CONSTRAINT "invoices_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text,
	"at" timestamp with time zone NOT NULL,
	"method" text,
	"provider" text,
	"status" text NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"fee_minor" bigint,
	"decline_reason" text,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	"day" date,
	CONSTRAINT "payments_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"provider" text NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expected_on" date,
	"paid_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	CONSTRAINT "payouts_store_id_id_pk" PRIMARY KEY("store_id","id")
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
	"posted_in" text,
	"ts" text,
	"sent_at" timestamp with time zone,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "deliveries_once" UNIQUE("origin","slot","kind")
);
--> statement-breakpoint
CREATE TABLE "locations" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"country" text,
	"source" text NOT NULL,
	CONSTRAINT "locations_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"category" text,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	CONSTRAINT "products_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "variants" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"product_id" text NOT NULL,
	"sku" text,
	"title" text NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"price_minor" bigint,
	"unit_cost_minor" bigint,
	"active" boolean DEFAULT true NOT NULL,
	"tracked" boolean DEFAULT true NOT NULL,
	"low_stock_level" integer,
	"reorder_point" integer,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	CONSTRAINT "variants_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "cancellations" (
	"store_id" text NOT NULL,
	"order_id" text NOT NULL,
	"line_id" text NOT NULL,
	"variant_id" text,
	"product_id" text,
	"sku" text,
	"quantity" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"shipping_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"cost_minor" bigint,
	"cancelled_at" timestamp with time zone NOT NULL,
	"cancelled_day" date NOT NULL,
	"sold_day" date,
	CONSTRAINT "cancellations_store_id_order_id_line_id_pk" PRIMARY KEY("store_id","order_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"store_id" text NOT NULL,
	"order_id" text NOT NULL,
	"line_id" text NOT NULL,
	"kind" text DEFAULT 'product' NOT NULL,
	"variant_id" text,
	"product_id" text,
	"sku" text,
	"quantity" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"gross_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	"tax_minor" bigint,
	"unit_cost_minor" bigint,
	"source" text NOT NULL,
	"sold_at" timestamp with time zone,
	"sold_day" date,
	CONSTRAINT "order_lines_store_id_order_id_line_id_pk" PRIMARY KEY("store_id","order_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"kind" text DEFAULT 'order' NOT NULL,
	"accepted" boolean NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"cancel_date_known" boolean DEFAULT true NOT NULL,
	"shipped_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"promised_on" date,
	"due_on" date,
	"currency" char(3) NOT NULL,
	"shipping_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"outstanding_minor" bigint,
	"person_key" text,
	"person_order_index" integer,
	"country" text,
	"sales_channel" text,
	"payment_method" text,
	"shipping_method" text,
	"location_id" text,
	"discount_codes" text[] DEFAULT '{}' NOT NULL,
	"device" text,
	"attributed_source" text,
	"attributed_platform" text,
	"attributed_campaign" text,
	"waiting_for_stock_since" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	"sold_at" timestamp with time zone,
	"sold_day" date,
	"shipped_day" date,
	"delivered_day" date,
	"discount_minor" bigint,
	"customer_type" text,
	CONSTRAINT "orders_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"store_id" text NOT NULL,
	"person_key" text NOT NULL,
	"first_sold_at" timestamp with time zone NOT NULL,
	"first_sold_day" date NOT NULL,
	CONSTRAINT "persons_store_id_person_key_pk" PRIMARY KEY("store_id","person_key")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"line_id" text,
	"variant_id" text,
	"product_id" text,
	"sku" text,
	"quantity" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"shipping_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"reason" text,
	"refunded_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	"refunded_day" date,
	"counted" boolean DEFAULT true NOT NULL,
	CONSTRAINT "refunds_store_id_id_pk" PRIMARY KEY("store_id","id")
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
CREATE TABLE "channel_policies" (
	"team_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"policy" text,
	"store_id" text,
	"follow_ups" boolean DEFAULT true NOT NULL,
	"set_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_policies_team_id_channel_id_pk" PRIMARY KEY("team_id","channel_id")
);
--> statement-breakpoint
CREATE TABLE "choices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"interpretation" jsonb NOT NULL,
	"asked_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "misses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asker_hash" text NOT NULL,
	"department" text NOT NULL,
	"text" text NOT NULL,
	"unknown_words" text[] NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"team_id" text NOT NULL,
	"user_id" text NOT NULL,
	"departments" text[] DEFAULT '{}' NOT NULL,
	"roles" text[] DEFAULT '{}' NOT NULL,
	"is_admin" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "people_team_id_user_id_pk" PRIMARY KEY("team_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"team_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"ts" text NOT NULL,
	"thread_ts" text NOT NULL,
	"user_id" text NOT NULL,
	"reference" text NOT NULL,
	"state" text NOT NULL,
	"reply_ts" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "questions_team_id_channel_id_ts_pk" PRIMARY KEY("team_id","channel_id","ts")
);
--> statement-breakpoint
CREATE TABLE "seen_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"key" text PRIMARY KEY NOT NULL,
	"interpretation" jsonb NOT NULL,
	"asked_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "purchase_order_lines" (
	"store_id" text NOT NULL,
	"purchase_order_id" text NOT NULL,
	"line_id" text NOT NULL,
	"variant_id" text NOT NULL,
	"ordered_quantity" integer NOT NULL,
	"received_quantity" integer DEFAULT 0 NOT NULL,
	"received_at" timestamp with time zone,
	"source" text NOT NULL,
	CONSTRAINT "purchase_order_lines_store_id_purchase_order_id_line_id_pk" PRIMARY KEY("store_id","purchase_order_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "purchase_orders" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"kind" text DEFAULT 'purchase' NOT NULL,
	"location_id" text,
	"ordered_at" timestamp with time zone NOT NULL,
	"expected_on" date,
	"cancelled_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	CONSTRAINT "purchase_orders_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "stock_levels" (
	"store_id" text NOT NULL,
	"variant_id" text NOT NULL,
	"location_id" text NOT NULL,
	"available" integer,
	"on_hand" integer,
	"committed" integer,
	"as_of" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "stock_levels_store_id_variant_id_location_id_pk" PRIMARY KEY("store_id","variant_id","location_id")
);
--> statement-breakpoint
CREATE TABLE "stock_moves" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"variant_id" text NOT NULL,
	"location_id" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"available_delta" integer NOT NULL,
	"on_hand_delta" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "stock_moves_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"store_id" text NOT NULL,
	"family" text NOT NULL,
	"days" date[] NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "coverage" (
	"store_id" text NOT NULL,
	"family" text NOT NULL,
	"source" text NOT NULL,
	"complete_from" timestamp with time zone NOT NULL,
	"complete_to" timestamp with time zone NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"dimensions" text[] DEFAULT '{}' NOT NULL,
	"day_zone" text,
	"last_error" text,
	"last_error_at" timestamp with time zone,
	CONSTRAINT "coverage_store_id_family_source_pk" PRIMARY KEY("store_id","family","source")
);
--> statement-breakpoint
CREATE TABLE "cursors" (
	"store_id" text NOT NULL,
	"source" text NOT NULL,
	"entity" text NOT NULL,
	"cursor" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cursors_store_id_source_entity_pk" PRIMARY KEY("store_id","source","entity")
);
--> statement-breakpoint
CREATE TABLE "dimension_values" (
	"store_id" text NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "dimension_values_store_id_dimension_value_pk" PRIMARY KEY("store_id","dimension","value")
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"store_id" text NOT NULL,
	"source" text NOT NULL,
	"reference" text NOT NULL,
	"family" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "quarantine_store_id_source_reference_pk" PRIMARY KEY("store_id","source","reference")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"version" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stores" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT 'store' NOT NULL,
	"platform" text NOT NULL,
	"currency" text NOT NULL,
	"zone" text NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"date_basis" text DEFAULT 'placed' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "advisories" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"package" text NOT NULL,
	"title" text NOT NULL,
	"severity" text NOT NULL,
	"scope" text NOT NULL,
	"identifier" text,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"source" text NOT NULL,
	CONSTRAINT "advisories_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "cloud_cost" (
	"store_id" text NOT NULL,
	"provider" text NOT NULL,
	"billing_period" date NOT NULL,
	"day" date NOT NULL,
	"service" text DEFAULT '' NOT NULL,
	"account" text DEFAULT '' NOT NULL,
	"team" text DEFAULT '' NOT NULL,
	"category" text NOT NULL,
	"correction" text DEFAULT 'no' NOT NULL,
	"currency" char(3) NOT NULL,
	"effective_minor" numeric NOT NULL,
	"billed_minor" numeric NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "cloud_cost_store_id_source_provider_billing_period_day_service_account_team_category_correction_currency_pk" PRIMARY KEY("store_id","source","provider","billing_period","day","service","account","team","category","correction","currency")
);
--> statement-breakpoint
CREATE TABLE "deploys" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"service" text NOT NULL,
	"version" text,
	"environment" text NOT NULL,
	"status" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"summary" text,
	"source" text NOT NULL,
	CONSTRAINT "deploys_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "incident_updates" (
	"store_id" text NOT NULL,
	"incident_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"body" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "incident_updates_store_id_incident_id_id_pk" PRIMARY KEY("store_id","incident_id","id")
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"ref" text DEFAULT 'OUT-' || nextval('incident_refs') NOT NULL,
	"origin" text NOT NULL,
	"vendor" text,
	"title" text NOT NULL,
	"components" text[] DEFAULT '{}' NOT NULL,
	"capability" text NOT NULL,
	"severity" text NOT NULL,
	"affected_share" numeric,
	"started_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	CONSTRAINT "incidents_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"store_id" text NOT NULL,
	"metric" text NOT NULL,
	"month" date NOT NULL,
	"dimension" text DEFAULT '' NOT NULL,
	"value" text DEFAULT '' NOT NULL,
	"currency" text DEFAULT '' NOT NULL,
	"amount" numeric NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "targets_store_id_metric_month_dimension_value_pk" PRIMARY KEY("store_id","metric","month","dimension","value")
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"owner_id" text NOT NULL,
	"flag" text,
	"query" jsonb NOT NULL,
	"of" text NOT NULL,
	"op" text NOT NULL,
	"limit" text NOT NULL,
	"quiet_from" time,
	"quiet_to" time,
	"zone" text NOT NULL,
	"beyond" jsonb,
	"looked_at" timestamp with time zone,
	"snoozed_until" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"paused_because" text,
	"removed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ad_spend" (
	"store_id" text NOT NULL,
	"day" date NOT NULL,
	"platform" text NOT NULL,
	"account" text DEFAULT '' NOT NULL,
	"campaign" text DEFAULT '' NOT NULL,
	"currency" char(3) NOT NULL,
	"spend_minor" numeric NOT NULL,
	"impressions" bigint,
	"clicks" bigint,
	"conversions" numeric,
	"attributed_minor" numeric,
	"source" text NOT NULL,
	CONSTRAINT "ad_spend_store_id_platform_account_campaign_day_currency_pk" PRIMARY KEY("store_id","platform","account","campaign","day","currency")
);
--> statement-breakpoint
CREATE TABLE "calendar_events" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"campaign" text,
	"discount_code" text,
	"skus" text[] DEFAULT '{}' NOT NULL,
	"cancelled_at" timestamp with time zone,
	"source" text NOT NULL,
	CONSTRAINT "calendar_events_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "checkouts" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"has_contact" boolean NOT NULL,
	"currency" char(3) NOT NULL,
	"value_minor" bigint NOT NULL,
	"country" text,
	"device" text,
	"traffic_source" text,
	"updated_at" timestamp with time zone,
	"source" text NOT NULL,
	"started_day" date,
	CONSTRAINT "checkouts_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "web_sessions" (
	"store_id" text NOT NULL,
	"day" date NOT NULL,
	"traffic_source" text DEFAULT '' NOT NULL,
	"campaign" text DEFAULT '' NOT NULL,
	"device" text DEFAULT '' NOT NULL,
	"country" text DEFAULT '' NOT NULL,
	"landing_page" text DEFAULT '' NOT NULL,
	"sessions" integer NOT NULL,
	"bounces" integer,
	"cart_sessions" integer,
	"checkout_sessions" integer,
	"purchase_sessions" integer,
	"source" text NOT NULL,
	CONSTRAINT "web_sessions_store_id_source_day_traffic_source_campaign_device_country_landing_page_pk" PRIMARY KEY("store_id","source","day","traffic_source","campaign","device","country","landing_page")
);
--> statement-breakpoint
CREATE INDEX "actions_by_team" ON "actions" USING btree ("team_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "parcels_by_handed_over" ON "parcels" USING btree ("store_id","handed_over_day");--> statement-breakpoint
CREATE INDEX "parcels_long_on_the_way" ON "parcels" USING btree ("store_id","handed_over_at") WHERE (delivered_at is null or delivered_at - handed_over_at > interval '336 hours');--> statement-breakpoint
CREATE INDEX "parcels_by_order" ON "parcels" USING btree ("store_id","order_id");--> statement-breakpoint
CREATE INDEX "returns_by_received" ON "returns" USING btree ("store_id","received_day");--> statement-breakpoint
CREATE INDEX "returns_by_sold_day" ON "returns" USING btree ("store_id","sold_day");--> statement-breakpoint
CREATE INDEX "returns_by_order" ON "returns" USING btree ("store_id","order_id");--> statement-breakpoint
CREATE INDEX "invoices_by_order" ON "invoices" USING btree ("store_id","order_id");--> statement-breakpoint
CREATE INDEX "payments_by_day" ON "payments" USING btree ("store_id","day");--> statement-breakpoint
CREATE INDEX "payments_by_order" ON "payments" USING btree ("store_id","order_id");--> statement-breakpoint
CREATE INDEX "deliveries_by_state" ON "deliveries" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "deliveries_by_place" ON "deliveries" USING btree ("team_id","posted_in","ts");--> statement-breakpoint
CREATE INDEX "deliveries_by_time" ON "deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "variants_by_product" ON "variants" USING btree ("store_id","product_id");--> statement-breakpoint
CREATE INDEX "variants_by_sku" ON "variants" USING btree ("store_id","sku");--> statement-breakpoint
CREATE INDEX "cancellations_by_day" ON "cancellations" USING btree ("store_id","cancelled_day");--> statement-breakpoint
CREATE INDEX "order_lines_by_sold_day" ON "order_lines" USING btree ("store_id","sold_day");--> statement-breakpoint
CREATE INDEX "order_lines_by_variant" ON "order_lines" USING btree ("store_id","variant_id","sold_day");--> statement-breakpoint
CREATE INDEX "orders_by_sold_day" ON "orders" USING btree ("store_id","sold_day");--> statement-breakpoint
CREATE INDEX "orders_by_shipped_day" ON "orders" USING btree ("store_id","shipped_day");--> statement-breakpoint
CREATE INDEX "orders_by_promised_day" ON "orders" USING btree ("store_id","promised_on");--> statement-breakpoint
CREATE INDEX "orders_by_placed" ON "orders" USING btree ("store_id","placed_at");--> statement-breakpoint
CREATE INDEX "orders_long_open" ON "orders" USING btree ("store_id","placed_at") WHERE (least(shipped_at, cancelled_at) is null or least(shipped_at, cancelled_at) - placed_at > interval '336 hours');--> statement-breakpoint
CREATE INDEX "orders_long_unpaid" ON "orders" USING btree ("store_id","placed_at") WHERE (least(paid_at, cancelled_at) is null or least(paid_at, cancelled_at) - placed_at > interval '336 hours');--> statement-breakpoint
CREATE INDEX "orders_cancelled_undated" ON "orders" USING btree ("store_id") WHERE not "orders"."cancel_date_known";--> statement-breakpoint
CREATE INDEX "orders_by_number" ON "orders" USING btree ("store_id","number");--> statement-breakpoint
CREATE INDEX "orders_by_person" ON "orders" USING btree ("store_id","person_key");--> statement-breakpoint
CREATE INDEX "persons_by_first_day" ON "persons" USING btree ("store_id","first_sold_day");--> statement-breakpoint
CREATE INDEX "refunds_by_day" ON "refunds" USING btree ("store_id","refunded_day");--> statement-breakpoint
CREATE INDEX "refunds_by_order" ON "refunds" USING btree ("store_id","order_id");--> statement-breakpoint
CREATE INDEX "schedules_by_channel" ON "schedules" USING btree ("team_id","channel_id");--> statement-breakpoint
CREATE INDEX "choices_by_time" ON "choices" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "feedback_once" ON "feedback" USING btree ("reference","asker_hash");--> statement-breakpoint
CREATE INDEX "feedback_by_time" ON "feedback" USING btree ("at");--> statement-breakpoint
CREATE INDEX "misses_by_time" ON "misses" USING btree ("at");--> statement-breakpoint
CREATE INDEX "questions_by_time" ON "questions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "questions_by_thread" ON "questions" USING btree ("team_id","channel_id","thread_ts");--> statement-breakpoint
CREATE INDEX "seen_deliveries_by_time" ON "seen_deliveries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "threads_by_time" ON "threads" USING btree ("at");--> statement-breakpoint
CREATE INDEX "purchase_order_lines_by_variant" ON "purchase_order_lines" USING btree ("store_id","variant_id");--> statement-breakpoint
CREATE INDEX "stock_moves_by_variant" ON "stock_moves" USING btree ("store_id","variant_id","at");--> statement-breakpoint
CREATE INDEX "stock_moves_by_time" ON "stock_moves" USING btree ("store_id","at");--> statement-breakpoint
CREATE INDEX "changes_by_family" ON "changes" USING btree ("store_id","family","id");--> statement-breakpoint
CREATE INDEX "cloud_cost_by_day" ON "cloud_cost" USING btree ("store_id","day");--> statement-breakpoint
CREATE INDEX "deploys_by_time" ON "deploys" USING btree ("store_id","at");--> statement-breakpoint
CREATE INDEX "incidents_by_start" ON "incidents" USING btree ("store_id","started_at");--> statement-breakpoint
CREATE INDEX "watches_by_channel" ON "watches" USING btree ("team_id","channel_id");--> statement-breakpoint
CREATE INDEX "ad_spend_by_day" ON "ad_spend" USING btree ("store_id","day");--> statement-breakpoint
CREATE INDEX "checkouts_by_day" ON "checkouts" USING btree ("store_id","started_day");--> statement-breakpoint
CREATE INDEX "web_sessions_by_day" ON "web_sessions" USING btree ("store_id","day");