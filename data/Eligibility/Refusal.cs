namespace Matcher.Data.Eligibility;

/// <summary>Why a cohort is not a candidate for somebody. Several may hold at once.</summary>
[Flags]
public enum Refusal
{
    /// <summary>Nothing refuses it: it is a candidate.</summary>
    None = 0,

    /// <summary>No place is left.</summary>
    NoPlaces = 1 << 0,

    /// <summary>The first session is before today.</summary>
    Started = 1 << 1,

    /// <summary>It starts before the earliest start.</summary>
    StartsTooEarly = 1 << 2,

    /// <summary>It ends after the latest finish.</summary>
    EndsTooLate = 1 << 3,

    /// <summary>It is farther than the maximum distance, and the person is not open to travel.</summary>
    TooFar = 1 << 4,

    /// <summary>It includes a night away, which the person can't stay.</summary>
    Overnight = 1 << 5,

    /// <summary>They can be at none of its sessions.</summary>
    NoSessionFits = 1 << 6,

    /// <summary>It has another level than the one they require.</summary>
    LevelRequired = 1 << 7,

    /// <summary>Independent schools' places are not funded.</summary>
    NotFunded = 1 << 8,
}
