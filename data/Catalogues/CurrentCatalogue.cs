using Matcher.Data.Domain;

namespace Matcher.Data.Catalogues;

/// <summary>A catalogue at a time: both from one look at the clock, so that they belong together.</summary>
/// <param name="Time">The date and time, in England.</param>
/// <param name="Catalogue">The catalogue as it is on that day.</param>
public readonly record struct CatalogueDay(DateTime Time, Catalogue Catalogue)
{
    /// <summary>The day, in England.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Time);

    /// <summary>Since when this process serves the catalogue with these dates: later for each that follows.</summary>
    public DateTimeOffset ServedSince { get; init; }
}

/// <summary>Answers with the catalogue as it is today. For any number of callers at once.</summary>
/// <param name="catalogue">The catalogue as it was read.</param>
/// <param name="clock">Tells the time.</param>
public sealed class CurrentCatalogue(CatalogueArchive catalogue, TimeProvider clock)
{
    private static readonly TimeZoneInfo England = FindEngland();
    private volatile Served served = new(catalogue, default, catalogue.Catalogue, clock.GetUtcNow());

    /// <summary>What is served, with its dates as they are written.</summary>
    public CatalogueArchive AsWritten => served.Packed;

    /// <summary>Serves another catalogue from now on. Requests that have begun keep the one before.</summary>
    public void Replace(CatalogueArchive other) => served = new(other, default, other.Catalogue, clock.GetUtcNow());

    /// <summary>The date and time in England, and the catalogue on that day.</summary>
    public CatalogueDay Now()
    {
        var now = clock.GetUtcNow();
        var time = InEngland(now);
        var today = DateOnly.FromDateTime(time);
        var known = served;
        if (known.Day == today)
            return Of(known);
        var written = known.Packed.Catalogue;
        var (isFirst, sameMove) = (known.Day == default, written.MovesOn(today) == written.MovesOn(known.Day));
        var next = known with
        {
            Day = today,
            Catalogue = sameMove && !isFirst ? known.Catalogue : written.At(today),
            Since = sameMove || isFirst ? known.Since : now,
        };
        // Two callers may both get here after midnight: both make the same. One that a new catalogue overtook must not bring back the old
        // one.
        Interlocked.CompareExchange(ref served, next, known);
        return Of(next);

        CatalogueDay Of(Served day) => new(time, day.Catalogue) { ServedSince = day.Since };
    }

    /// <summary>The date and time in England.</summary>
    public static DateTime InEngland(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, England).DateTime;

    // The second name is the one of Windows. A machine without time zone data takes UTC, which differs from England's time by at most an
    // hour.
    private static TimeZoneInfo FindEngland() =>
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out var zone)
        || TimeZoneInfo.TryFindSystemTimeZoneById("GMT Standard Time", out zone)
            ? zone
            : TimeZoneInfo.Utc;

    // What is served, and how it is on the day that was last asked for (default: nobody asked yet), with these dates since a moment.
    private sealed record Served(CatalogueArchive Packed, DateOnly Day, Catalogue Catalogue, DateTimeOffset Since);
}
