namespace Matcher.Api.Recommendations;

/// <summary>How much a request may hold.</summary>
internal static class RequestLimits
{
    public const int DefaultRecommendations = 10;
    public const int MostRecommendations = 100;
    public const double MostMiles = 500;
    public const double MostStudyHours = 40;
    public const double MostYears = 60;
    public const int MostUnavailableRanges = 50;
    public const int MostKnownProviders = 20;
    public const int LongestProviderId = 60;
    public const int Benchmarks = 8;
    public static readonly DateOnly FirstDay = new(2000, 1, 1);
    public static readonly DateOnly LastDay = new(2099, 12, 31);
}
