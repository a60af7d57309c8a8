using System.Reflection;
using System.Runtime.CompilerServices;
using Initializers.Tests.Fuzzing;
using Initializers.Tests.PublicApi;

namespace Initializers.Tests.Cultures;

/// <summary>Texts are the same under every culture.</summary>
public class CultureTests
{
    /// <summary>Types that a record's own ToString writes by the current culture; integers too, because of their minus sign.</summary>
    private static readonly Type[] Numbers =
        [typeof(float), typeof(double), typeof(Half), typeof(decimal), typeof(sbyte), typeof(short), typeof(int), typeof(long),
            typeof(nint), typeof(Int128), typeof(System.Numerics.BigInteger)];

    private static readonly Dictionary<string, object> Objects = Examples.All
        .DistinctBy(Name).ToDictionary(Name);

    public static TheoryData<string> ObjectNames => [.. Objects.Keys];

    [Theory]
    [MemberData(nameof(PublicApiTests.Packages), MemberType = typeof(PublicApiTests))]
    public void Records_WithNumbers_WriteThemselves(string package) => Assembly.Load(package).GetExportedTypes()
        .Where(type => IsCompilers(type.GetMethod(nameof(ToString), Type.EmptyTypes)))
        .SelectMany(type => type.GetProperties())
        .Where(property => property.GetMethod is { IsStatic: false })
        .Where(property => Numbers.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
        .Where(property => property.DeclaringType != typeof(Fans)) // which refuse negative numbers
        .Select(property => $"{property.DeclaringType!.Name}.{property.Name}")
        .Should().BeEmpty("the compiler's ToString follows the culture");

    [Theory]
    [MemberData(nameof(ObjectNames))]
    public void ToString_UnderAnyCulture_IsTheInvariantOne(string name)
    {
        string expected = Culture.Under("", Objects[name].ToString)!;
        foreach (string culture in Culture.Names) Culture.Under(culture, Objects[name].ToString).Should().Be(expected);
    }

    [Fact]
    public void Cultures_OfTheTests_WriteNumbersOtherwise()
    {
        Culture.Under("fa-IR", () => $"{-1.5} {double.NaN}").Should().Be("\u200e\u22121\u066b5 \u0646\u0627\u0639\u062f\u062f");
        Culture.Under("sv-SE", () => $"{-1.5}").Should().Be("\u22121,5");
        if (Culture.OfTheRun is { } asked)
            $"{-1.5}".Should().Be(Culture.Under(asked, () => $"{-1.5}"), "the suite runs under {0}", asked).And.NotBe("-1.5");
    }

    private static bool IsCompilers(MethodInfo? method) => method?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) == true;

    private static string Name(object value) => Culture.Under("", () => $"{value.GetType().Name} {value}");
}
