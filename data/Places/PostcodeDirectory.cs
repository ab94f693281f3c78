using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Matcher.Data.Places;

/// <summary>
/// The position of every unit postcode, from a file of ours that an import made. Eight bytes a postcode: all of England takes 18 MB, in the
/// file and in memory. A look-up finds the district in a table and the unit by bisection. Immutable.
/// </summary>
public sealed class PostcodeDirectory
{
    /// <summary>The most postcodes that are taken: there have never been three million.</summary>
    public const int MostPostcodes = 4_000_000;

    private const int EntryBytes = sizeof(ulong);
    private const int DistrictBytes = 8;
    private const int LongestDistrict = 4;

    // The number behind the letters goes up when the layout changes.
    private static readonly byte[] Magic = "Matcher postcodes 1\n"u8.ToArray();

    private readonly byte[] entries;
    private readonly FrozenDictionary<string, (int First, int Count)> districts;

    private PostcodeDirectory(byte[] entries, FrozenDictionary<string, (int First, int Count)> districts) =>
        (this.entries, this.districts) = (entries, districts);

    /// <summary>How many postcodes there are.</summary>
    public int Count => entries.Length / EntryBytes;

    /// <summary>Finds a whole postcode; null when it is not there, or is only a district.</summary>
    public PostcodeEntry? Find(Postcode postcode)
    {
        if (postcode.Unit is not { } unit || !districts.TryGetValue(postcode.District, out var district))
            return null;
        var (low, high) = (district.First, district.First + district.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var entry = new PostcodeEntry(BinaryPrimitives.ReadUInt64LittleEndian(entries.AsSpan(middle * EntryBytes)));
            if (entry.Unit == unit)
                return entry;
            if (entry.Unit < unit)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return null;
    }

    /// <summary>Writes a file: whole, or not at all.</summary>
    /// <param name="file">The path; what is there is replaced.</param>
    /// <param name="districts">The entries of each district, sorted by unit, no unit twice: see <see cref="PostcodeEntry.Bits"/>.</param>
    /// <exception cref="ArgumentException">They are not sorted, or a unit is there twice.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(string file, IReadOnlyDictionary<string, List<PostcodeEntry>> districts)
    {
        WholeFile.Write(
            file,
            stream =>
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                Span<byte> bytes = stackalloc byte[Math.Max(EntryBytes, DistrictBytes)];
                Append(Magic);
                BinaryPrimitives.WriteInt32LittleEndian(bytes, districts.Count);
                Append(bytes[..sizeof(int)]);
                var ordered = districts.OrderBy(district => district.Key, StringComparer.Ordinal).ToList();
                foreach (var (name, units) in ordered)
                {
                    bytes.Clear();
                    Encoding.ASCII.GetBytes(name, bytes);
                    BinaryPrimitives.WriteInt32LittleEndian(bytes[LongestDistrict..], units.Count);
                    Append(bytes[..DistrictBytes]);
                }
                foreach (var (name, units) in ordered)
                {
                    var last = -1;
                    foreach (var unit in units)
                    {
                        // A look-up would not find what is out of order.
                        if (unit.Unit <= last)
                        {
                            throw new ArgumentException(
                                $"The entries of {name} are not sorted, or a unit is there twice.",
                                nameof(districts)
                            );
                        }

                        last = unit.Unit;
                        BinaryPrimitives.WriteUInt64LittleEndian(bytes, unit.Bits);
                        Append(bytes[..EntryBytes]);
                    }
                }
                stream.Write(hash.GetHashAndReset());

                void Append(ReadOnlySpan<byte> part)
                {
                    stream.Write(part);
                    hash.AppendData(part);
                }
            }
        );
    }

    /// <summary>Reads a file that <see cref="Write"/> made.</summary>
    /// <exception cref="InvalidDataException">It is something else, or damaged.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static PostcodeDirectory Read(string file)
    {
        if (new FileInfo(file).Length > Magic.Length + sizeof(int) + (long)MostPostcodes * (EntryBytes + DistrictBytes))
            throw Damaged(file);
        var all = File.ReadAllBytes(file).AsSpan();
        if (!all.StartsWith(Magic) || all.Length < Magic.Length + sizeof(int) + SHA256.HashSizeInBytes)
            throw Damaged(file);
        var content = all[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(all[^SHA256.HashSizeInBytes..]))
            throw Damaged(file);

        var count = BinaryPrimitives.ReadInt32LittleEndian(content[Magic.Length..]);
        var names = content[(Magic.Length + sizeof(int))..];
        var (table, first) = (new Dictionary<string, (int, int)>(count), 0);
        for (var i = 0; i < count; i++, names = names[DistrictBytes..])
        {
            var units = BinaryPrimitives.ReadInt32LittleEndian(names[LongestDistrict..]);
            table.Add(Encoding.ASCII.GetString(names[..LongestDistrict].TrimEnd((byte)0)), (first, units));
            first += units;
        }
        return first * EntryBytes == names.Length ? new(names.ToArray(), table.ToFrozenDictionary()) : throw Damaged(file);
    }

    private static InvalidDataException Damaged(string file) =>
        new(
            $"{file} is not a postcode file that this version made, or it is damaged. Import the postcode directory again: postcodes import FILE."
        );
}
