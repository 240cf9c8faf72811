CREATE TABLE "audit"."look_hour" (
	"officer" text NOT NULL,
	"purpose" text NOT NULL,
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"looks" integer NOT NULL,
	"found" integer NOT NULL,
	CONSTRAINT "look_hour_officer_purpose_day_hour_pk" PRIMARY KEY("officer","purpose","day","hour")
);
