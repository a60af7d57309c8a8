using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;

namespace Initializers.Tests.Support;

public class PropertyTests
{
    [Fact]
    public void Try_WhatDoesNotHold_ShowsTheSmallestCaseAndItsSeed()
    {
        Gen<(long, TensorShape)> cases = Gen.Select(Gen.Long[0, 100_000], Gen.Const(new TensorShape(3, 4)));
        Action act = () => Property.Try(cases, pair => pair.Item1.Should().BeLessThan(1234), count: 200);
        string message = act.Should().Throw<CsCheckException>().Which.Message;
        Match shrunk = Regex.Match(message, """seed: "([^"]+)".*\((\d+), \[3, 4\] \(out, in\)\)""", RegexOptions.Singleline);
        shrunk.Success.Should().BeTrue(message);
        long smallest = long.Parse(shrunk.Groups[2].Value, CultureInfo.InvariantCulture);
        smallest.Should().BeInRange(1234, 2000);
        cases.Generate(PCG.Parse(shrunk.Groups[1].Value), null, out _).Item1.Should().Be(smallest, "the seed is that of the case");
    }

    [Fact]
    public void Try_Twice_TriesTheSameCases()
    {
        Cases().Should().Equal(Cases()).And.HaveCount(50);

        static List<int> Cases()
        {
            var cases = new List<int>();
            Property.Try(Gen.Int, cases.Add, count: 50);
            return cases;
        }
    }
}
