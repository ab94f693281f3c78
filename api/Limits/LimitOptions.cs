using System.ComponentModel.DataAnnotations;

namespace Matcher.Api.Limits;

/// <summary>How much callers may ask, and how much is done at once. Section "Limits" of the settings.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>
    /// How many requests a minute are answered of one client address, of callers who show no secret key; 0: any number. Where only this
    /// machine reaches the service, its programs don't count. Default 600.
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

    /// <summary>
    /// How many rankings and pages of the catalogue are worked on at once, 2 to 10,000, half of them at most for one hub or address.
    /// Default 64.
    /// </summary>
    [Range(2, 10_000)]
    public int AnswersAtOnce { get; set; } = 64;

    /// <summary>
    /// How many files of results are sent at once, 4 to 1,000, a quarter of them at most to one hub or address; and as many shorter answers
    /// about batch runs, half of them at most. Default 16.
    /// </summary>
    [Range(4, 1_000)]
    public int ResultsAtOnce { get; set; } = 16;

    /// <summary>
    /// How many waiting lists are received at once, 4 to 1,000, a quarter of them at most from one hub or address. Default 8.
    /// </summary>
    [Range(4, 1_000)]
    public int ListsAtOnce { get; set; } = 8;

    /// <summary>
    /// How many connections are open at once, 10 to 1,000,000; the service closes more at once. Default 10,000. The operating system may
    /// allow fewer (ulimit -n).
    /// </summary>
    [Range(10, 1_000_000)]
    public int Connections { get; set; } = 10_000;
}
