-- Everything of the writer's database into the copy; two steps, as views need their tables.
copy from database writer to warehouse (schema);
copy from database writer to warehouse (data);
use warehouse;
