using System.Text.Json.Serialization;
using Matcher.Data.Text;

namespace Matcher.Data.Eligibility;

/// <summary>Why a cohort is not a candidate for somebody.</summary>
[JsonConverter(typeof(EnumNameConverter<Refusal>))]
public enum Refusal
{
    /// <summary>No place is left.</summary>
    NoPlaces,

    /// <summary>The first session has begun.</summary>
    Started,

    /// <summary>It starts before the earliest start.</summary>
    StartsTooEarly,

    /// <summary>It ends after the latest finish.</summary>
    EndsTooLate,

    /// <summary>It is farther than the maximum distance, and the person is not open to travel.</summary>
    TooFar,

    /// <summary>It includes a night away, which the person can't stay.</summary>
    Overnight,

    /// <summary>They can be at none of its sessions.</summary>
    NoSessionFits,

    /// <summary>It has another level than the one they require.</summary>
    LevelRequired,

    /// <summary>Independent schools' places are not funded.</summary>
    NotFunded,
}

/// <summary>All that refuses a cohort; nothing makes it a candidate.</summary>
public readonly record struct Refusals
{
    private readonly uint bits;

    private Refusals(uint bits) => this.bits = bits;

    /// <summary>Whether nothing refuses the cohort.</summary>
    public bool None => bits == 0;

    /// <summary>Whether this refuses it.</summary>
    public bool Has(Refusal refusal) => (bits & Bit(refusal)) != 0;

    /// <summary>Whether this refuses it and nothing else does.</summary>
    public bool IsOnly(Refusal refusal) => bits == Bit(refusal);

    /// <summary>These and one more, when it holds.</summary>
    internal Refusals With(Refusal refusal, bool holds) => holds ? new(bits | Bit(refusal)) : this;

    private static uint Bit(Refusal refusal) => 1u << (int)refusal;
}
