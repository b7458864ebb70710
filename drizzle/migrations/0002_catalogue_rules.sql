ALTER TABLE "coverage" ADD COLUMN "day_zone" text;--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "date_basis" text DEFAULT 'placed' NOT NULL;--> statement-breakpoint
CREATE INDEX "orders_cancelled_undated" ON "orders" USING btree ("store_id") WHERE not "orders"."cancel_date_known";