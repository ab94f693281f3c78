using Google.Protobuf;

namespace Matcher.Benchmarks.Rivals;

/// <summary>A protobuf message in the making, and ONNX's attributes in it: all that a model of trees needs of the format.</summary>
internal sealed class OnnxMessage : IDisposable
{
    // What onnx.proto numbers the kinds of attributes.
    private const int OneInteger = 2, OneText = 3, Floats = 6, Integers = 7, Texts = 8;
    private const int AttributeField = 5;

    private readonly MemoryStream bytes = new();
    private readonly CodedOutputStream output;

    private OnnxMessage() => output = new(bytes, leaveOpen: true);

    /// <summary>The bytes of a message.</summary>
    public static byte[] Of(Func<OnnxMessage, OnnxMessage> fill)
    {
        using var message = new OnnxMessage();
        fill(message).output.Flush();
        return message.bytes.ToArray();
    }

    public OnnxMessage Number(int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
        return this;
    }

    public OnnxMessage Text(int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
        return this;
    }

    public OnnxMessage Message(int field, Func<OnnxMessage, OnnxMessage> fill)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Of(fill)));
        return this;
    }

    public OnnxMessage Attribute(string name, string value) => Attribute(name, OneText, attribute => attribute.Text(4, value));

    public OnnxMessage Attribute(string name, int value) => Attribute(name, OneInteger, attribute => attribute.Number(3, value));

    public OnnxMessage Attribute(string name, IEnumerable<float> values) => Attribute(name, Floats, attribute => values.Aggregate(attribute, (to, value) => to.Float(7, value)));

    public OnnxMessage Attribute(string name, IEnumerable<int> values) => Attribute(name, Integers, attribute => values.Aggregate(attribute, (to, value) => to.Number(8, value)));

    public OnnxMessage Attribute(string name, IEnumerable<string> values) => Attribute(name, Texts, attribute => values.Aggregate(attribute, (to, value) => to.Text(9, value)));

    public void Dispose()
    {
        output.Dispose();
        bytes.Dispose();
    }

    private OnnxMessage Attribute(string name, int kind, Func<OnnxMessage, OnnxMessage> value) => Message(AttributeField, attribute => value(attribute.Text(1, name)).Number(20, kind));

    private OnnxMessage Float(int field, float value)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed32);
        output.WriteFloat(value);
        return this;
    }
}
