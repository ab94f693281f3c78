using System.ComponentModel.DataAnnotations;

namespace Matcher.Api.Scoring;

/// <summary>Where the scorer is and how long it may take. Section "Scorer" of the settings.</summary>
internal sealed class ScorerOptions
{
    public const string Section = "Scorer";

    /// <summary>
    /// The address of a scorer in a process of its own, such as http://localhost:5081, or several with commas between them. Empty: one runs
    /// inside this process.
    /// </summary>
    public string Address { get; set; } = "";

    /// <summary>Every address that is named.</summary>
    public IReadOnlyList<string> Addresses => Address.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the scorer runs inside this process.</summary>
    public bool IsEmbedded => Addresses.Count == 0;

    /// <summary>
    /// The file of the certificate, in PEM form, by which the API shows scorers on other machines that it is the API. Default: none.
    /// </summary>
    public string Certificate { get; set; } = "";

    /// <summary>The file of its private key, in PEM form.</summary>
    public string CertificateKey { get; set; } = "";

    /// <summary>The file of the certificate, in PEM form, of the authority that scorers' certificates have to be of.</summary>
    public string Authority { get; set; } = "";

    /// <summary>
    /// The folder of the model of the scorer inside this process. Without effect when <see cref="Address"/> is set. Default: the model that
    /// ships.
    /// </summary>
    public string ModelFolder { get; set; } = Data.DataFiles.Model;

    /// <summary>
    /// How often that folder is looked at for another model, at most 1 day; zero: never. Without effect when <see cref="Address"/> is set.
    /// Default 2 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long scoring may take before the answer is degraded, 10 ms to 30 s; a fifth of it at most in the queue for a scorer. Default
    /// 1 s: a warm call takes a few milliseconds, and a person who waits longer than that for a plain order is worse off.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:30")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long scoring one chunk of a batch run may take, 1 s to 10 min; then it is tried again. Default 1 min: a chunk takes well under a
    /// second of a free processor, and gives way to callers who wait for an answer.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan StreamDeadline { get; set; } = TimeSpan.FromMinutes(1);
}
