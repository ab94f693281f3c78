using System.Text.Json;

namespace Matcher.Api.Http;

/// <summary>
/// Reads the fields of a JSON object by name and notes every fault with its JSON path (RFC 9535). A faulty field reads as null, so
/// that one pass finds all faults. Null reads as missing. A field that nobody asked for is a fault.
/// </summary>
internal sealed class JsonFields
{
    private readonly JsonElement element;
    private readonly string path;
    private readonly ICollection<FieldFault> faults;
    private readonly List<string> names = [];

    private JsonFields(JsonElement element, string path, ICollection<FieldFault> faults) => (this.element, this.path, this.faults) = (element, path, faults);

    /// <summary>Reads an object; null, with a fault, when it is none.</summary>
    public static T? Read<T>(JsonElement element, string path, ICollection<FieldFault> faults, Func<JsonFields, T> read)
        where T : class
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(path, $"An object is needed here, not {Kind(element)}.", "Write fields in { }."));
            return null;
        }
        var fields = new JsonFields(element, path, faults);
        var result = read(fields);
        fields.ComplainOfUnknown();
        return result;
    }

    /// <summary>Whether the field stands there with a value.</summary>
    public bool Has(string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Notes a fault in a field, or in the object itself when the name is empty.</summary>
    public void Complain(string name, string message, string advice) => faults.Add(new(PathOf(name), message, advice));

    /// <summary>A number in a range.</summary>
    public double? Number(string name, double least, double most) => Item(name)?.Number(least, most);

    /// <summary>A whole number in a range.</summary>
    public int? WholeNumber(string name, int least, int most) => Item(name)?.WholeNumber(least, most);

    /// <summary>true or false.</summary>
    public bool? Flag(string name) => Item(name)?.Flag();

    /// <summary>A text that is not empty and not too long.</summary>
    public string? Text(string name, int longest) => Item(name)?.Text(longest);

    /// <summary>A day in a range.</summary>
    public DateOnly? Date(string name, DateOnly first, DateOnly last) => Item(name)?.Date(first, last);

    /// <summary>A day in a range that must stand there.</summary>
    public DateOnly? RequiredDate(string name, DateOnly first, DateOnly last)
    {
        if (!Has(name)) Complain(name, "The field is missing.", "Add it.");
        return Date(name, first, last);
    }

    /// <summary>One of an enum's words.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum => Item(name)?.Word<T>();

    /// <summary>An object.</summary>
    public T? Object<T>(string name, Func<JsonFields, T> read)
        where T : class => Item(name)?.Object(read);

    /// <summary>An object that must stand there.</summary>
    public T? RequiredObject<T>(string name, Func<JsonFields, T> read)
        where T : class
    {
        if (!Has(name)) Complain(name, "The field is missing.", "Add it.");
        return Object(name, read);
    }

    /// <summary>A list that is not too long; in the place of a faulty item stands nothing, or what <paramref name="read"/> gives for it.</summary>
    public IReadOnlyList<T>? List<T>(string name, int most, Func<JsonItem, T?> read)
    {
        if (Item(name) is not { } list) return null;
        if (list.Element.ValueKind != JsonValueKind.Array)
        {
            list.Complain($"A list is needed here, not {Kind(list.Element)}.", "Write values in [ ].");
            return null;
        }
        if (list.Element.GetArrayLength() > most)
        {
            list.Complain($"The list has {list.Element.GetArrayLength()} values.", $"Send at most {most}.");
            return null;
        }
        return [.. list.Element.EnumerateArray().Select((item, i) => read(new(item, $"{list.Path}[{i}]", faults))).OfType<T>()];
    }

    /// <summary>What a value is, in words.</summary>
    internal static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    private JsonItem? Item(string name)
    {
        names.Add(name);
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new(value, PathOf(name), faults) : null;
    }

    private string PathOf(string name) => name.Length == 0 ? path : $"{path}.{name}";

    private void ComplainOfUnknown()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!seen.Add(property.Name))
                faults.Add(new($"{path}[{JsonItem.Quote(property.Name)}]", "The field stands here more than once.", "Keep one of them."));
            else if (!names.Contains(property.Name))
                faults.Add(new($"{path}[{JsonItem.Quote(property.Name)}]", "There is no such field here.", $"Remove it, or use one of {string.Join(", ", names)}."));
        }
    }
}
