using Matcher.Data.Domain;

namespace Matcher.Data.Reading;

/// <summary>A catalogue on a day: both from one look at the clock, so that they belong together.</summary>
/// <param name="Today">The day, in England.</param>
/// <param name="Catalogue">The catalogue as it stands on that day.</param>
public sealed record CatalogueDay(DateOnly Today, Catalogue Catalogue);

/// <summary>Answers with the catalogue as it stands today. For any number of callers at once.</summary>
/// <param name="catalogue">The catalogue as it was read.</param>
/// <param name="clock">Tells the time.</param>
public sealed class CurrentCatalogue(PackedCatalogue catalogue, TimeProvider clock)
{
    private static readonly TimeZoneInfo England = FindEngland();
    private volatile Served served = new(catalogue, new(default, catalogue.Catalogue));

    /// <summary>What is served, with its dates as they are written.</summary>
    public PackedCatalogue AsWritten => served.Packed;

    /// <summary>Serves another catalogue from now on. Who has asked already goes on with the one before.</summary>
    public void Replace(PackedCatalogue other) => served = new(other, new(default, other.Catalogue));

    /// <summary>The day in England, and the catalogue on it.</summary>
    public CatalogueDay Now()
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), England).DateTime);
        var known = served;
        if (known.Day.Today == today) return known.Day;
        var written = known.Packed.Catalogue;
        var sameMove = written.MovesOn(today) == written.MovesOn(known.Day.Today);
        var next = known with { Day = new(today, sameMove && known.Day.Today != default ? known.Day.Catalogue : written.At(today)) };
        // Two callers may both get here after midnight: both make the same. One that a new catalogue overtook must not bring back the old one.
        Interlocked.CompareExchange(ref served, next, known);
        return next.Day;
    }

    // The second name is the one of Windows. A machine without time zone data takes UTC, which differs from England's time by at most an hour.
    private static TimeZoneInfo FindEngland() => TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out var zone) || TimeZoneInfo.TryFindSystemTimeZoneById("GMT Standard Time", out zone) ? zone : TimeZoneInfo.Utc;

    private sealed record Served(PackedCatalogue Packed, CatalogueDay Day);
}
