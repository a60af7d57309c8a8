using System.Text.Json;

namespace Initializers.Tests.Golden;

/// <summary>Tests the comparison itself: it finds every difference.</summary>
public class GoldenArrayTests
{
    [Theory]
    [InlineData("""{"shape": [2], "dtype": "float32", "values": {"bits": "3f80000040000000"}}""", null, 2)]
    [InlineData("""{"shape": [2], "dtype": "float32", "values": {"bits": "3f80000040000001"}}""",
        "bits is 3f80000040000000, golden is 3f80000040000001", 1)]
    [InlineData("""{"shape": [2], "dtype": "float32", "values": {"bits": "3f800000"}}""",
        "bits is 3f80000040000000, golden is 3f800000", 1)]
    [InlineData("""{"shape": [3], "dtype": "float32", "values": {"bits": "3f80000040000000"}}""",
        "2 values were drawn, but the file has 3", 0)]
    [InlineData("""{"shape": [2], "dtype": "float32", "tolerance": 1e-6, "values": {"bits": "3f80000040000001"}}""", null, 1)]
    [InlineData("""{"shape": [2], "dtype": "float32", "tolerance": 1e-8, "values": {"bits": "3f80000040000001"}}""",
        "value 1 is 2, golden is 2.000000238418579, the tolerance is 1E-08", 1)]
    [InlineData("""{"shape": [2], "dtype": "float32", "tolerance": 1e-8, "values": {"bits": "3f8000007fc00000"}}""",
        "value 1 is 2, golden is NaN, the tolerance is 1E-08", 1)]
    public void Compare_OfAFewValues_SaysWhatDiffers(string step, string? difference, int equal) =>
        GoldenArray.Of<float>([1, 2]).Compare(JsonDocument.Parse(step).RootElement).Should().Be((difference, equal));

    [Fact]
    public void Compare_OfManyValues_LooksAtAll()
    {
        float[] values = [.. Enumerable.Range(0, 300).Select(i => (float)i)];
        string first = string.Concat(values.Take(16).Select(Bits)), last = string.Concat(values.TakeLast(16).Select(Bits));
        string digest = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values)));
        JsonElement step = JsonDocument.Parse(
            $$"""{ "shape": [300], "dtype": "float32", "values": { "first": "{{first}}", "last": "{{last}}", "sha256": "{{digest}}" } }""")
            .RootElement;
        GoldenArray.Of<float>(values).Compare(step).Should().Be((null, 300));
        foreach (int changed in (int[])[3, 150, 299])
        {
            float[] others = [.. values];
            others[changed]++;
            (string? difference, int equal) = GoldenArray.Of<float>(others).Compare(step);
            difference.Should().StartWith(changed switch { 3 => "first is ", 299 => "last is ", _ => "sha256 is " });
            equal.Should().Be(0);
        }

        static string Bits(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8");
    }
}
