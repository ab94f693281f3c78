using System.Globalization;
using System.Text.Json;
using CsCheck;
using Matcher.Api.Http;

namespace Matcher.Api.Tests.Http;

/// <summary>Numbers of at most six decimals, as an answer has them.</summary>
public sealed class RoundedNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0000001, "0")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(-0.25, "-0.25")]
    [InlineData(12.3, "12.3")]
    [InlineData(-1200, "-1200")]
    [InlineData(1e9, "1000000000")]
    public void It_is_written_as_short_as_it_can_be(double number, string text) => Assert.Equal(text, Text(number));

    [Fact]
    public void What_is_written_is_the_number_to_six_decimals() =>
        Gen.Double[-1e9, 1e9]
            .Sample(number =>
            {
                var text = Text(number);
                Assert.Equal(Math.Round(number, 6), double.Parse(text, CultureInfo.InvariantCulture), 1.1e-6);
                Assert.InRange(text.Length - 1 - text.LastIndexOf('.'), 0, text.Contains('.') ? 6 : int.MaxValue);
                Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), JsonSerializer.Deserialize<RoundedNumber>(text).Value);
            });

    [Theory]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void What_no_answer_has_is_refused(double number) => Assert.Throws<ArgumentOutOfRangeException>(() => new RoundedNumber(number));

    private static string Text(double number) => JsonSerializer.Serialize<RoundedNumber>(number);
}
