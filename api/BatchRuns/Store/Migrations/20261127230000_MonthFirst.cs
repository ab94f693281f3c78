using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matcher.Api.BatchRuns.Store.Migrations
{
    /// <inheritdoc />
    public partial class MonthFirst : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // None for the runs that are there already: what is left of them is read as the rest was.
            migrationBuilder.AddColumn<string>(
                name: "MonthFirst",
                table: "Runs",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "MonthFirst",
                table: "Runs");
        }
    }
}
