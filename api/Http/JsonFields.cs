using System.Text.Json;

namespace Matcher.Api.Http;

/// <summary>
/// Reads the fields of a JSON object by name and notes every fault with its JSON path (RFC 9535). A faulty field reads as null, so
/// that one pass finds all faults. Null reads as missing. A field that nobody asked for is a fault.
/// </summary>
internal sealed class JsonFields
{
    // What only a fault needs, such as paths, is put together when there is one: most requests are sound.
    private readonly JsonItem item;
    private readonly List<string> names = new(capacity: 10);
    private int found;

    private JsonFields(JsonItem item) => this.item = item;

    /// <summary>The path of the object.</summary>
    public string Path => item.Path;

    /// <summary>Reads a whole document; null, with a fault, when it is not an object.</summary>
    public static T? Read<T>(JsonElement document, ICollection<FieldFault> faults, Func<JsonFields, T> read)
        where T : class => Read(new(document, null, "$", null, faults), read);

    /// <summary>Reads an object; null, with a fault, when it is not one.</summary>
    public static T? Read<T>(JsonItem item, Func<JsonFields, T> read)
        where T : class
    {
        if (item.Element.ValueKind != JsonValueKind.Object)
        {
            item.AddError($"An object is needed here, not {Kind(item.Element)}.", "Write fields in { }.");
            return null;
        }
        var fields = new JsonFields(item);
        var result = read(fields);
        // As many fields as were found under their names: then none is unknown and none is given twice.
        if (fields.found != item.Element.GetPropertyCount())
            fields.AddErrorsOfUnknown();
        return result;
    }

    /// <summary>Whether the field is given, with a value.</summary>
    public bool Has(string name) => item.Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Notes a fault in a field, or in the object itself when the name is empty.</summary>
    public void AddError(string name, string message, string advice) =>
        item.Faults.Add(new(name.Length == 0 ? Path : $"{Path}.{name}", message, advice));

    /// <summary>A number in a range.</summary>
    public double? Number(string name, double least, double most) => Item(name)?.Number(least, most);

    /// <summary>A whole number in a range.</summary>
    public int? WholeNumber(string name, int least, int most) => Item(name)?.WholeNumber(least, most);

    /// <summary>true or false.</summary>
    public bool? Flag(string name) => Item(name)?.Flag();

    /// <summary>A text that is not empty and not too long.</summary>
    public string? Text(string name, int longest) => Item(name)?.Text(longest);

    /// <summary>A text that people copy rather than type, such as a postcode or an id: without invisible characters.</summary>
    /// <param name="name">The field.</param>
    /// <param name="longest">The most characters it may have.</param>
    /// <param name="advice">What to do when it is empty or too long; null: to leave the field out, or write another.</param>
    public string? Code(string name, int longest, string? advice = null) => Item(name)?.Code(longest, advice);

    /// <summary>A day in a range.</summary>
    public DateOnly? Date(string name, DateOnly first, DateOnly last) => Item(name)?.Date(first, last);

    /// <summary>A required day in a range.</summary>
    public DateOnly? RequiredDate(string name, DateOnly first, DateOnly last)
    {
        if (!Has(name))
            AddError(name, "The field is missing.", "Add it.");
        return Date(name, first, last);
    }

    /// <summary>One of an enum's words.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum => Item(name)?.Word<T>();

    /// <summary>An object.</summary>
    public T? Object<T>(string name, Func<JsonFields, T> read)
        where T : class => Item(name)?.ReadObject(read);

    /// <summary>A required object.</summary>
    public T? RequiredObject<T>(string name, Func<JsonFields, T> read)
        where T : class
    {
        if (!Has(name))
            AddError(name, "The field is missing.", "Add it.");
        return Object(name, read);
    }

    /// <summary>A list that is not too long; a faulty item is left out, or replaced by what <paramref name="read"/> gives for it.</summary>
    public IReadOnlyList<T>? List<T>(string name, int most, Func<JsonItem, T?> read)
    {
        if (Item(name) is not { } list)
            return null;
        if (list.Element.ValueKind != JsonValueKind.Array)
        {
            list.AddError($"A list is needed here, not {Kind(list.Element)}.", "Write values in [ ].");
            return null;
        }
        if (list.Element.GetArrayLength() > most)
        {
            list.AddError($"The list has {list.Element.GetArrayLength()} values.", $"Send at most {most}.");
            return null;
        }
        var (values, index) = (new List<T>(list.Element.GetArrayLength()), 0);
        foreach (var element in list.Element.EnumerateArray())
        {
            if (read(list.At(index++, element)) is { } value)
                values.Add(value);
        }
        return values;
    }

    /// <summary>What a value is, in words.</summary>
    internal static string Kind(JsonElement element) =>
        element.ValueKind switch
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
        if (!item.Element.TryGetProperty(name, out var value))
            return null;
        found++;
        return value.ValueKind == JsonValueKind.Null ? null : new(value, this, name, null, item.Faults);
    }

    private void AddErrorsOfUnknown()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in item.Element.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                item.Faults.Add(
                    new($"{Path}[{JsonItem.Quote(property.Name)}]", "This field is given more than once.", "Keep one of them.")
                );
            }
            else if (!names.Contains(property.Name))
            {
                item.Faults.Add(
                    new(
                        $"{Path}[{JsonItem.Quote(property.Name)}]",
                        "Unknown field.",
                        $"Remove it, or use one of {string.Join(", ", names)}."
                    )
                );
            }
        }
    }
}
