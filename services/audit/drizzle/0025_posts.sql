CREATE TABLE "audit"."post_look" (
	"officer" text NOT NULL,
	"day" date NOT NULL,
	"quarter" smallint NOT NULL,
	"post" text NOT NULL,
	"away" boolean NOT NULL,
	"looks" integer NOT NULL,
	CONSTRAINT "post_look_officer_day_quarter_post_pk" PRIMARY KEY("officer","day","quarter","post")
);
