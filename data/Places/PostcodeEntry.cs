namespace Matcher.Data.Places;

/// <summary>Where a postcode lies, as a postcode directory tells it.</summary>
public enum Nation
{
    /// <summary>The directory does not say.</summary>
    Unknown,

    /// <summary>England.</summary>
    England,

    /// <summary>Wales.</summary>
    Wales,

    /// <summary>Scotland.</summary>
    Scotland,

    /// <summary>Northern Ireland.</summary>
    NorthernIreland,

    /// <summary>The Channel Islands.</summary>
    ChannelIslands,

    /// <summary>The Isle of Man.</summary>
    IsleOfMan,
}

/// <summary>
/// A unit postcode of a district in eight bytes: unit, latitude and longitude to a hundred-thousandth of a degree (a metre), nation, and
/// whether it is in use no more.
/// </summary>
/// <param name="Bits">From the highest: 13 of the unit, so that entries sort by it, 21 each of latitude and longitude, 3 of the nation, 1
/// for terminated.</param>
public readonly record struct PostcodeEntry(ulong Bits)
{
    private const double South = 49,
        West = -9,
        Scale = 100_000;
    private const int Degrees = 21;
    private const ulong DegreesMask = (1UL << Degrees) - 1;

    /// <summary>Makes an entry.</summary>
    /// <param name="unit">The place of the last three characters among all there can be, see <see cref="Postcode.Unit"/>.</param>
    /// <param name="latitude">In degrees, see <see cref="Covers"/>.</param>
    /// <param name="longitude">In degrees, west negative.</param>
    /// <param name="nation">Where it lies.</param>
    /// <param name="terminated">Whether it is in use no more.</param>
    public PostcodeEntry(int unit, double latitude, double longitude, Nation nation, bool terminated)
        : this(
            (
                (
                    ((((ulong)unit << Degrees) | (ulong)Math.Round((latitude - South) * Scale)) << Degrees)
                    | (ulong)Math.Round((longitude - West) * Scale)
                ) << 4
            )
                | ((ulong)nation << 1)
                | (terminated ? 1UL : 0)
        )
    { }

    /// <summary>The place of the postcode's last three characters among all there can be.</summary>
    public int Unit => (int)(Bits >> ((2 * Degrees) + 4));

    /// <summary>Where it is.</summary>
    public Position Position =>
        new(South + (((Bits >> (Degrees + 4)) & DegreesMask) / Scale), West + (((Bits >> 4) & DegreesMask) / Scale));

    /// <summary>Where it lies.</summary>
    public Nation Nation => (Nation)((Bits >> 1) & 7);

    /// <summary>Whether it is in use no more.</summary>
    public bool Terminated => (Bits & 1) == 1;

    /// <summary>
    /// Whether a position lies where postcodes do, in the British Isles; a directory writes "none" as latitude 99.999999.
    /// </summary>
    public static bool Covers(double latitude, double longitude) => latitude is >= South and <= 61 && longitude is >= West and <= 3;
}
