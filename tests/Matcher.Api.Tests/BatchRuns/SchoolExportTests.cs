using Matcher.Api.BatchRuns.WaitingLists;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>What a school export says of the kind of school.</summary>
public sealed class SchoolExportTests
{
    [Theory]
    [InlineData("City technology college", "Independent schools", "Secondary", "secondary")]
    [InlineData("Academy 16-19 converter", "Academies", "16 plus", "sixthFormCollege")]
    [InlineData("Academy 16 to 19 sponsor led", "Academies", "16 plus", "sixthFormCollege")]
    [InlineData("Free schools 16 to 19", "Free Schools", "16 plus", "sixthFormCollege")]
    [InlineData("Sixth form centres", "Colleges", "16 plus", "sixthFormCollege")]
    [InlineData("Further education", "Colleges", "16 plus", "furtherEducation")]
    [InlineData("Academy secure 16 to 19", "Academies", "16 plus", null)]
    [InlineData("Secure units", "Other types", "Not applicable", null)]
    [InlineData("Higher education institutions", "Universities", "Not applicable", null)]
    [InlineData("British schools overseas", "Other types", "Secondary", null)]
    [InlineData("Academy converter", "Academies", "Secondary", "secondary")]
    [InlineData("Academy sponsor led", "Academies", "All-through", "secondary")]
    [InlineData("Community school", "Local authority maintained schools", "Middle deemed secondary", "secondary")]
    [InlineData("Academy converter", "Academies", "Primary", null)]
    [InlineData("Studio schools", "Free Schools", "Secondary", "secondary")]
    [InlineData("University technical college", "Free Schools", "Secondary", "utc")]
    [InlineData("Non-maintained special school", "Special schools", "Not applicable", "special")]
    [InlineData("Academy special converter", "Academies", "Not applicable", "special")]
    [InlineData("Special post 16 institution", "Special schools", "Not applicable", "special")]
    [InlineData("Other independent special school", "Independent schools", "Not applicable", "independent")]
    [InlineData("Other independent school", "Independent schools", "Not applicable", "independent")]
    [InlineData("Free schools alternative provision", "Free Schools", "Not applicable", "alternativeProvision")]
    [InlineData("Academy alternative provision converter", "Academies", "Not applicable", "alternativeProvision")]
    [InlineData("Pupil referral unit", "Local authority maintained schools", "Not applicable", "alternativeProvision")]
    [InlineData("", "Independent schools", "Not applicable", "independent")] // no type: the group decides
    [InlineData("", "Academies", "Secondary", "secondary")]
    [InlineData("Some new kind of special school", "Academies", "Not applicable", "special")]
    public void The_type_decides_then_the_group_then_the_phase(string type, string group, string phase, string? sector) =>
        Assert.Equal(
            sector,
            Sector(["TypeOfEstablishment (name)", "EstablishmentTypeGroup (name)", "PhaseOfEducation (name)"], [type, group, phase])
        );

    [Theory]
    [InlineData("06", "3", "4", "secondary")]
    [InlineData("6", "3", "4", "secondary")]
    [InlineData("45", "10", "6", "sixthFormCollege")]
    [InlineData("34", "10", "7", "secondary")]
    [InlineData("34", "10", "2", null)]
    [InlineData("57", "10", "6", null)]
    [InlineData("11", "3", "0", "independent")]
    [InlineData("", "3", "0", "independent")]
    [InlineData("44", "10", "0", "special")]
    public void Codes_say_the_same_as_names(string type, string group, string phase, string? sector)
    {
        Assert.Equal(
            sector,
            Sector(["TypeOfEstablishment (code)", "EstablishmentTypeGroup (code)", "PhaseOfEducation (code)"], [type, group, phase])
        );
        // As in an export whose columns of names are empty.
        Assert.Equal(
            sector,
            Sector(
                [
                    "TypeOfEstablishment (name)",
                    "TypeOfEstablishment (code)",
                    "EstablishmentTypeGroup (code)",
                    "PhaseOfEducation (name)",
                    "PhaseOfEducation (code)",
                ],
                ["", type, group, " ", phase]
            )
        );
    }

    [Theory]
    [InlineData("EstablishmentStatus (code)", "2", true)]
    [InlineData("EstablishmentStatus (code)", "1", false)]
    [InlineData("EstablishmentStatus (name)", "Closed", true)]
    [InlineData("EstablishmentStatus (name)", "Open, but proposed to close", false)]
    [InlineData("EstablishmentStatus", "closed ", true)]
    public void A_closed_school_is_known_by_name_or_code(string column, string cell, bool closed) =>
        Assert.Equal(closed ? 1 : -1, new SchoolExport(["URN", column]).ClosedColumn(["1", cell]));

    private static string? Sector(string[] columns, string[] cells) => new SchoolExport(columns).Sector(cells);
}
