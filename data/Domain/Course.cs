using Matcher.Data.Places;

namespace Matcher.Data.Domain;

/// <summary>An organisation that offers courses.</summary>
/// <param name="Id">Stable, lower case with hyphens.</param>
/// <param name="Name">For people.</param>
/// <param name="Type">What kind of organisation it is.</param>
/// <param name="Coverage">Whether it offers courses in one region or across England.</param>
/// <param name="Region">The English region it is based in.</param>
public sealed record Provider(string Id, string Name, ProviderType Type, Coverage Coverage, string Region);

/// <summary>A place where face-to-face sessions are held.</summary>
/// <param name="Id">Stable, lower case with hyphens.</param>
/// <param name="Name">For people, with the town.</param>
/// <param name="Region">The English region that it is in.</param>
/// <param name="Position">Where it is.</param>
/// <param name="NearStation">Whether a railway station is within a walk.</param>
public sealed record Venue(string Id, string Name, string Region, Position Position, bool NearStation)
{
    private readonly Destination destination = new(Waters.England, Position);

    /// <summary>Where it is.</summary>
    public Position Position
    {
        get => destination.Position;
        init => destination = new(Waters.England, value);
    }

    /// <summary>The way to it: the one measure of distance for eligibility, ranking, lists and sentences.</summary>
    public Way WayFrom(Position home) => destination.WayFrom(home);
}

/// <summary>A course as a provider describes it; a person attends one of its cohorts.</summary>
public sealed record Course
{
    /// <summary>Stable, lower case with hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }

    /// <summary>Who offers it.</summary>
    public required Provider Provider { get; init; }

    /// <summary>The level it leads to.</summary>
    public required Accreditation Accreditation { get; init; }

    /// <summary>Academic credits, 0 to 120; 0 when it is non-accredited.</summary>
    public required int Credits { get; init; }

    /// <summary>How it is taught.</summary>
    public required Delivery Delivery { get; init; }

    /// <summary>Hours with a tutor over the whole course.</summary>
    public required double ContactHours { get; init; }

    /// <summary>Hours of self-directed study in each week of the course.</summary>
    public required double SelfStudyHoursPerWeek { get; init; }

    /// <summary>Practice against theory.</summary>
    public required Balance Balance { get; init; }

    /// <summary>The sectors it has content of their own for. Empty: content for secondary schools and sixth forms in general.</summary>
    public required IReadOnlyList<Sector> Sectors { get; init; }

    /// <summary>The Gatsby Benchmarks (1 to 8) that it dwells on.</summary>
    public required IReadOnlyList<int> Benchmarks { get; init; }

    /// <summary>How a missed session is caught up.</summary>
    public required CatchUp CatchUp { get; init; }

    /// <summary>Participants who were satisfied, in percent.</summary>
    public required double SatisfactionPercent { get; init; }
}
