using Matcher.Data.Domain;

namespace Matcher.Data.Reading;

/// <summary>A catalogue on a day: both from one look at the clock, so that they belong together.</summary>
/// <param name="Today">The day, in England.</param>
/// <param name="Catalogue">The catalogue as it stands on that day.</param>
public sealed record CatalogueDay(DateOnly Today, Catalogue Catalogue);

/// <summary>Answers with the catalogue as it stands today. For any number of callers at once.</summary>
/// <param name="catalogue">The catalogue as it was read.</param>
/// <param name="clock">Tells the time.</param>
public sealed class CurrentCatalogue(Catalogue catalogue, TimeProvider clock)
{
    private static readonly TimeZoneInfo England = FindEngland();
    private CatalogueDay current = new(default, catalogue);

    /// <summary>The catalogue with its dates as they are written.</summary>
    public Catalogue AsWritten => catalogue;

    /// <summary>The day in England, and the catalogue on it.</summary>
    public CatalogueDay Now()
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), England).DateTime);
        var known = current;
        if (known.Today == today) return known;
        // Two callers may both get here after midnight; both make the same.
        var sameMove = catalogue.MovesOn(today) == catalogue.MovesOn(known.Today);
        return current = new(today, sameMove && known.Today != default ? known.Catalogue : catalogue.At(today));
    }

    // The second name is the one of Windows. A machine without time zone data takes UTC, which differs from England's time by at most an hour.
    private static TimeZoneInfo FindEngland() => TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out var zone) || TimeZoneInfo.TryFindSystemTimeZoneById("GMT Standard Time", out zone) ? zone : TimeZoneInfo.Utc;
}
