using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Matcher.Api.BatchRuns.WaitingLists;

namespace Matcher.Api.BatchRuns.Runs;

/// <summary>What somebody wants of a waiting list.</summary>
internal sealed record RunRequest
{
    /// <summary>How many courses are recommended to each person unless asked otherwise.</summary>
    public const int DefaultLimit = 5;

    /// <summary>The hub that wants it; empty: nobody was asked.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The form of the list.</summary>
    public ListFormat Format { get; init; }

    /// <summary>How many courses are recommended to each person, 1 to 100.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>The method of allocation; null: nobody is placed.</summary>
    public string? Allocation { get; init; }

    /// <summary>What the lottery is drawn with.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The day for which people are ranked; null: today.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>What columns mean whose names do not say it.</summary>
    public ColumnMapping Mapping { get; init; } = ColumnMapping.None;

    /// <summary>Whether an optional cell that can't be read is left out, instead of the person.</summary>
    public bool Lenient { get; init; }

    /// <summary>The caller's key; null: none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Names the list and what is wanted of it: the same for the same bytes and options.</summary>
    /// <param name="content">The hash of the list's bytes.</param>
    public string Fingerprint(ReadOnlySpan<byte> content)
    {
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"{Format}|{Limit}|{Allocation}|{Seed}|{Today:yyyy-MM-dd}|{Convert.ToHexStringLower(content)}"
        );
        // Left out when they say nothing, as before there were such options.
        if (Mapping.Text.Length > 0 || Lenient)
            options += $"|{Mapping.Text}|{Lenient}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options)));
    }
}
