using System.ComponentModel.DataAnnotations;

namespace Matcher.Api.Limits;

/// <summary>How much callers may ask, and how much is done at once. Section "Limits" of the settings.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>
    /// How many requests a minute are answered of one client address, of callers who show no secret key; 0: any number. Requests from this
    /// machine itself don't count. Default 600.
    /// </summary>
    [Range(0, 1_000_000)]
    public int RequestsPerAddress { get; set; } = 600;

    /// <summary>
    /// How many requests a minute are answered of one publishable key, from all pages together; 0: any number. Default 1,200.
    /// </summary>
    [Range(0, 1_000_000)]
    public int RequestsPerPublishableKey { get; set; } = 1_200;

    /// <summary>
    /// How many requests a minute are answered of one secret key, or of one client of the issuer; 0: any number. Default 6,000.
    /// </summary>
    [Range(0, 1_000_000)]
    public int RequestsPerKey { get; set; } = 6_000;

    /// <summary>How many requests a minute are answered of all secret keys and tokens of a hub; 0: any number. Default 12,000.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerHub { get; set; } = 12_000;

    /// <summary>How many people's rankings and pages of the catalogue are worked on at once, 1 to 10,000. Default 64.</summary>
    [Range(1, 10_000)]
    public int AnswersAtOnce { get; set; } = 64;

    /// <summary>How many answers about batch runs are sent at once, 2 to 1,000, half of them at most to one hub. Default 8.</summary>
    [Range(2, 1_000)]
    public int ResultsAtOnce { get; set; } = 8;

    /// <summary>How many waiting lists are received at once, 2 to 1,000, half of them at most from one hub. Default 4.</summary>
    [Range(2, 1_000)]
    public int ListsAtOnce { get; set; } = 4;

    /// <summary>
    /// How many connections are open at once, 10 to 1,000,000; the service closes more at once. Default 10,000. The operating system may
    /// allow fewer (ulimit -n).
    /// </summary>
    [Range(10, 1_000_000)]
    public int Connections { get; set; } = 10_000;
}
