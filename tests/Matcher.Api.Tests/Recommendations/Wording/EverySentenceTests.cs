using Matcher.Api.English;
using Matcher.Api.Recommendations.Wording;
using Matcher.Data.Domain;

namespace Matcher.Api.Tests.Recommendations.Wording;

/// <summary>Every member of every vocabulary has words of its own: none is swallowed by a sentence made for another.</summary>
public sealed class EverySentenceTests
{
    [Fact]
    public void Every_member_has_words_that_no_other_has()
    {
        Distinct<Accreditation>(DomainNames.Level, EnglishText.LevelWithin);
        Distinct<ProviderType>(DomainNames.Organisation);
        Distinct<Balance>(EnglishText.Lean);
        Distinct<SessionType>(EnglishText.Kind, DomainNames.Sessions);
        Distinct<Sector>(DomainNames.Setting);
    }

    [Fact]
    public void A_value_that_is_not_a_member_throws_instead_of_getting_the_words_of_another()
    {
        Assert.ThrowsAny<InvalidOperationException>(() => DomainNames.Level((Accreditation)99));
        Assert.ThrowsAny<InvalidOperationException>(() => DomainNames.Organisation((ProviderType)99));
        Assert.ThrowsAny<InvalidOperationException>(() => EnglishText.Lean((Balance)99));
        Assert.ThrowsAny<InvalidOperationException>(() => EnglishText.Kind((SessionType)99));
        Assert.ThrowsAny<InvalidOperationException>(() => DomainNames.Sessions((SessionType)99));
        Assert.ThrowsAny<InvalidOperationException>(() => DomainNames.Setting((Sector)99));
        Assert.ThrowsAny<InvalidOperationException>(() => EnglishText.Workplace((Sector)99));
    }

    private static void Distinct<T>(params Func<T, string>[] words)
        where T : struct, Enum
    {
        foreach (var word in words)
        {
            var all = Enum.GetValues<T>().Select(word).ToList();
            Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
            Assert.All(all, text => Assert.NotEmpty(text));
        }
    }
}
