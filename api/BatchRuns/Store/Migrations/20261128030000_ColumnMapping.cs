using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matcher.Api.BatchRuns.Store.Migrations
{
    /// <inheritdoc />
    public partial class ColumnMapping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The runs that are there already were read by the names of their columns, and strictly.
            migrationBuilder.AddColumn<string>(
                name: "Mapping",
                table: "Runs",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<bool>(
                name: "IsLenient",
                table: "Runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Mapping",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "IsLenient",
                table: "Runs");
        }
    }
}
