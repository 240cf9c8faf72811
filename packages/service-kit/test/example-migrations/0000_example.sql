create table alerts.example (id int);
