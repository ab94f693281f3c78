using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matcher.Api.BatchRuns.Store.Migrations
{
    /// <inheritdoc />
    public partial class ApplicationDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // 0 for the runs that are there already: what is left of them is ranked as the rest was, without regard to applications.
            migrationBuilder.AddColumn<int>(
                name: "ApplicationDays",
                table: "Runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ApplicationDays",
                table: "Runs");
        }
    }
}
