using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Matcher.Data.Text;

/// <summary>
/// The one spelling of an enum's members outside the program (JSON, CSV, sentences about input): camelCase, case-sensitive. The members
/// of such an enum count from 0.
/// </summary>
public static class EnumNames
{
    /// <summary>Every word of an enum, in its order.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Spelling<T>.Words;

    /// <summary>The word of a member.</summary>
    /// <exception cref="IndexOutOfRangeException">The enum has no such member.</exception>
    public static string Of<T>(T value)
        where T : struct, Enum => Spelling<T>.Words[NumberOf(value)];

    /// <summary>Reads a word, whatever invisible characters are in it; <see langword="false"/> when there is no such word.</summary>
    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum
    {
        var number = Array.IndexOf(Spelling<T>.Words, PlainText.Visible(word));
        value = Unsafe.BitCast<int, T>(Math.Max(number, 0));
        return number >= 0;
    }

    internal static int NumberOf<T>(T value)
        where T : struct, Enum => Unsafe.BitCast<T, int>(value);

    // Arrays and not dictionaries: each enum would have the dictionaries' methods compiled again, when every process starts.
    private static class Spelling<T>
        where T : struct, Enum
    {
        public static readonly string[] Words = Read();

        private static string[] Read()
        {
            var (numbers, names) = (Enum.GetValuesAsUnderlyingType<T>(), Enum.GetNames<T>());
            for (var i = 0; i < names.Length; i++)
            {
                if (numbers.GetValue(i) is not int number || number != i)
                    throw new UnreachableException($"The members of {typeof(T).Name} do not count from 0.");
                names[i] = JsonNamingPolicy.CamelCase.ConvertName(names[i]);
            }
            return names;
        }
    }
}
