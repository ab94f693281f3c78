using System.IO.Compression;
using System.Text;
using Matcher.Api.BatchRuns.WaitingLists;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>Reads what was packed.</summary>
/// <param name="bytes">It, unpacked.</param>
/// <param name="form">In which form it was packed, 1 to <see cref="BlobFormat.NewestForm"/>: what an earlier version packed may lack
/// something.</param>
internal sealed class BlobReader(Stream bytes, int form) : BinaryReader(bytes, Encoding.UTF8)
{
    /// <summary>The form.</summary>
    public int Form => form;
}

/// <summary>
/// Turns records into compressed bytes, as the database keeps them, and back. The first byte names the form, and whether a checksum
/// (zlib's) tells bytes that are not what was written: only the first versions wrote none.
/// </summary>
internal static class BlobFormat
{
    /// <summary>
    /// The form in which this version packs. It goes up when a record is written otherwise; the forms before are still read.
    /// </summary>
    public const byte NewestForm = 4;

    /// <summary>The first form that knows which rows are damaged or repeat a reference, and what lots are drawn from.</summary>
    public const byte FirstFormWithReferences = 3;

    /// <summary>The first form that knows which cells were left out, and how far away each choice is.</summary>
    public const byte FirstFormWithDistances = 4;

    private const byte Checked = 0x80;
    private const int BufferSize = 64 * 1024;

    /// <summary>Packs.</summary>
    public static byte[] Pack(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte(NewestForm | Checked);
        using (var zip = new ZLibStream(bytes, CompressionLevel.Fastest))
        using (var buffered = new BufferedStream(zip, BufferSize))
        using (var writer = new BinaryWriter(buffered, Encoding.UTF8))
            write(writer);
        return bytes.ToArray();
    }

    /// <summary>Unpacks what was packed.</summary>
    /// <exception cref="InvalidDataException">It is of a form that this program does not know, or damaged.</exception>
    public static T Unpack<T>(byte[] packed, Func<BlobReader, T> read)
    {
        if (packed.Length == 0)
            throw new InvalidDataException(StoreErrors.RunDamaged);
        var form = packed[0] & ~Checked;
        if (form is < 1 or > NewestForm)
            throw new InvalidDataException("The stored data of this run is damaged, or was written by a later version of this program.");
        try
        {
            using var zipped = new MemoryStream(packed, 1, packed.Length - 1);
            using Stream zip =
                form == packed[0]
                    ? new DeflateStream(zipped, CompressionMode.Decompress)
                    : new ZLibStream(zipped, CompressionMode.Decompress);
            // All of it before anything is read: the checksum is the last.
            using var bytes = new MemoryStream();
            zip.CopyTo(bytes);
            bytes.Position = 0;
            using var reader = new BlobReader(bytes, form);
            return read(reader);
        }
        catch (Exception error)
            when (error is InvalidDataException or IOException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException(StoreErrors.RunDamaged, error);
        }
    }

    /// <summary>Packs a list.</summary>
    public static byte[] Pack<T>(IReadOnlyCollection<T> items, Action<BinaryWriter, T> write) =>
        Pack(writer =>
        {
            writer.Write7BitEncodedInt(items.Count);
            foreach (var item in items)
                write(writer, item);
        });

    /// <summary>Unpacks a list.</summary>
    public static List<T> UnpackList<T>(byte[] packed, Func<BlobReader, T> read) =>
        Unpack(
            packed,
            reader =>
            {
                var items = new List<T>();
                for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
                    items.Add(read(reader));
                return items;
            }
        );

    public static void Write(this BinaryWriter writer, IReadOnlyCollection<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
            writer.Write(text);
    }

    public static string[] ReadTexts(this BinaryReader reader)
    {
        var texts = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = reader.ReadString();
        return texts;
    }

    /// <summary>Writes a row as it came.</summary>
    public static void WriteRow(BinaryWriter writer, RawRow row)
    {
        writer.Write7BitEncodedInt(row.Number);
        writer.Write(row.Cells);
        writer.Write((byte)row.Damage);
        writer.Write7BitEncodedInt(row.SameReferenceAs);
    }

    /// <summary>Reads a row as it came.</summary>
    public static RawRow ReadRow(BlobReader reader)
    {
        var row = new RawRow(reader.Read7BitEncodedInt(), reader.ReadTexts());
        return reader.Form < FirstFormWithReferences
            ? row
            : row with
            {
                Damage = (RowDamage)reader.ReadByte(),
                SameReferenceAs = reader.Read7BitEncodedInt(),
            };
    }

    /// <summary>Writes a fault.</summary>
    public static void WriteFault(BinaryWriter writer, RowFault fault)
    {
        writer.Write7BitEncodedInt(fault.Row);
        writer.Write([fault.Column, fault.Value, fault.Message, fault.Advice]);
        writer.Write(fault.LeftOut);
    }

    /// <summary>Reads a fault.</summary>
    public static RowFault ReadFault(BlobReader reader)
    {
        var row = reader.Read7BitEncodedInt();
        var texts = reader.ReadTexts();
        return new(row, texts[0], texts[1], texts[2], texts[3], reader.Form >= FirstFormWithDistances && reader.ReadBoolean());
    }
}
