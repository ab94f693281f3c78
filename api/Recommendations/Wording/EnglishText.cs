using System.Globalization;
using Matcher.Api.English;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;

namespace Matcher.Api.Recommendations.Wording;

/// <summary>Domain words as plain English.</summary>
internal static class EnglishText
{
    /// <summary>A venue up to this far away, in miles, is near enough to be a reason. Chosen.</summary>
    public const double NearMiles = 30;

    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;

    public static double OneDecimal(double miles) => Math.Round(miles, 1, MidpointRounding.AwayFromZero);

    public static string Pounds(int pounds) => string.Create(CultureInfo.InvariantCulture, $"£{pounds:N0}");

    // Put together here and not by a format, as all sentences are of texts alone: an answer has a hundred of them.
    public static string Day(DateOnly day)
    {
        var (year, month, dayOfMonth) = day;
        return $"{Number(dayOfMonth)} {Months[month - 1]} {Number(year)}";
    }

    /// <summary>A whole number. Small ones are kept by the framework.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number as it was given, without rounding.</summary>
    public static string Number(double number) =>
        number == (int)number ? Number((int)number)
        : number == (int)number + 0.5 ? $"{Number((int)number)}.5"
        : number.ToString("0.################", CultureInfo.InvariantCulture);

    public static string Hours(double hours) => $"{Number(hours)} {(hours == 1 ? "hour" : "hours")}";

    public static string Workplace(Sector? sector) => sector is { } known ? Workplace(known) : "school or college";

    public static string Workplace(Sector sector) =>
        sector switch
        {
            Sector.FurtherEducation or Sector.SixthFormCollege or Sector.Utc => "college",
            Sector.Secondary or Sector.Special or Sector.AlternativeProvision or Sector.Boarding or Sector.Independent => "school",
            Sector.IndependentTrainingProvider => "training provider",
        };

    public static string Count(int count, string one) => count == 1 ? $"1 {one}" : $"{Number(count)} {one}s";

    public static string List(IReadOnlyList<string> items) =>
        items.Count switch
        {
            0 => "",
            1 => items[0],
            _ => $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}",
        };

    /// <summary>How every distance of an answer is measured.</summary>
    public const string DistanceNote =
        "Distances are in miles as the crow flies, or around water and over bridges and ferries where that is the way.";

    public static string Distance(in Candidate candidate, Place home)
    {
        var whole = (int)Math.Round(candidate.DistanceMiles, MidpointRounding.AwayFromZero);
        var from = home.Label ?? "you";
        var distance = whole < 1 ? $"Less than a mile from {from}" : $"{Count(whole, "mile")} from {from}";
        return candidate.ByFerry ? $"{distance}, by ferry" : distance;
    }

    /// <summary>What a location leaves open, and the person can settle; null when it is nothing.</summary>
    public static string? LeftOpen(Place home) =>
        home.Kind switch
        {
            DistrictKind.PartlyWales => $"{home.Label} lies partly in Wales: places are for schools and colleges in England",
            DistrictKind.PartlyScotland => $"{home.Label} lies partly in Scotland: places are for schools and colleges in England",
            DistrictKind.PostBoxes =>
                $"{home.Label} is used for post boxes and large organisations: for an exact distance, give the postcode of your site",
            _ => null,
        };

    /// <summary>A whole number of miles.</summary>
    public static string Miles(double miles) => Count((int)Math.Round(miles, MidpointRounding.AwayFromZero), "mile");

    /// <summary>The level in the midst of a sentence.</summary>
    public static string LevelWithin(Accreditation level) => level is Accreditation.NonAccredited ? "non-accredited" : DomainNames.Level(level);

    public static string DaysAway(double days, Sector? sector) =>
        $"Takes {(days == 0 ? "no" : Number(days))} working {(days <= 1 ? "day" : "days")} away from your {Workplace(sector)}";

    public static string Satisfied(double percent) => $"{Number(percent)}% of past participants were satisfied";

    public static string Contact(double hours) => $"{Hours(hours)} with a tutor";

    public static string Benchmarks(IEnumerable<int> benchmarks)
    {
        string[] numbers = [.. benchmarks.Order().Select(benchmark => $"{benchmark}")];
        return $"{(numbers.Length == 1 ? "Benchmark" : "Benchmarks")} {List(numbers)}";
    }

    public static string Lean(Balance balance) =>
        balance switch
        {
            Balance.Practical => "More practical than theoretical",
            Balance.Balanced => "Balances practice and theory",
            Balance.Theoretical => "More theoretical than practical",
        };

    public static string Kind(SessionType type) =>
        type switch
        {
            SessionType.WeekdayFullDay => "weekday full day",
            SessionType.WeekdayHalfDay => "weekday half day",
            SessionType.TwoDaysBackToBack => "two days back to back",
            SessionType.Twilight => "twilight",
            SessionType.Weekend => "weekend",
            SessionType.Online => "online",
        };
}
