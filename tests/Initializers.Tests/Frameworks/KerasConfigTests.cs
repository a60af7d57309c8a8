using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>Configurations as Keras writes them: reading, writing and refusals.</summary>
public class KerasConfigTests
{
    [Theory]
    [InlineData("""{"class_name":"HeNormal","config":{"seed":42}}""", 42)]
    [InlineData("""{"class_name":"GlorotUniform","config":{"input_axes":[0],"output_axes":[1,2],"seed":null}}""", null)]
    [InlineData("""{"class_name":"VarianceScaling","config":{"scale":1.5,"mode":"fan_out","distribution":"untruncated_normal","seed":7}}""",
        7)]
    [InlineData("""{"class_name":"TruncatedNormal","config":{"mean":0.5,"stddev":2,"seed":null}}""", null)]
    [InlineData("""{"class_name":"RandomUniform","config":{"minval":-0.1,"maxval":0.2,"seed":3}}""", 3)]
    [InlineData("""{"class_name":"Orthogonal","config":{"gain":1.5,"seed":1}}""", 1)]
    [InlineData("""{"class_name":"Constant","config":{"value":0.25}}""", null)]
    [InlineData("""{"class_name":"Zeros","config":{}}""", null)]
    [InlineData("""{"class_name":"Identity","config":{"gain":2}}""", null)]
    [InlineData("""{"class_name":"STFT","config":{"side":"imag","window":null,"scaling":"density","periodic":false}}""", null)]
    [InlineData("""{"class_name":"STFT","config":{"side":"real","window":"hann","scaling":"density","periodic":false}}""", null)]
    [InlineData("""{"class_name":"STFT","config":{"side":"imag","window":"hamming","scaling":null,"periodic":true}}""", null)]
    public void Config_ReadAndWritten_IsTheSame(string json, int? seed)
    {
        KerasInitializer initializer = KerasConfig.Read(json);
        initializer.Seed.Should().Be(seed);
        KerasConfig.Write(initializer).Should().Be(json);
    }

    public static TheoryData<string, KerasInitializer> Names => new()
    {
        { "\"he_normal\"", KerasInit.HeNormal() },
        { "\"HeNormal\"", KerasInit.HeNormal() },
        { "\"uniform\"", KerasInit.RandomUniform() },
        { "\"normal\"", KerasInit.RandomNormal() },
        { "\"zero\"", KerasInit.Zeros() },
        { """{"class_name": "glorot_uniform"}""", KerasInit.GlorotUniform() },
        { """{"class_name": "OrthogonalInitializer", "config": null}""", KerasInit.Orthogonal() },
        { """{"class_name": "STFTInitializer", "config": {"window": null}}""", KerasInit.Stft() },
        {
            """{"module": "keras.initializers", "class_name": "VarianceScaling", "config": {"distribution": "normal"},"""
            + """ "registered_name": null}""",
            KerasInit.VarianceScaling()
        },
        { "\"stft\"", KerasInit.Stft(window: KerasWindow.Hann) },
        { """{"class_name": "STFT", "config": {"side": "imag", "window": "hann", "periodic": true, "scaling": "spectrum"}}""",
            KerasInit.Stft(false, KerasWindow.Hann, KerasScaling.Spectrum, isPeriodic: true) },
        {
            """{"module": "keras.initializers", "class_name": "GlorotUniform", "config": {"seed": null, "input_axes": null,"""
            + """ "output_axes": null}, "registered_name": null}""",
            KerasInit.GlorotUniform()
        },
        { """{"class_name": "HeNormal", "config": {"seed": 3, "input_axes": [0, -2], "output_axes": [1]}}""",
            KerasInit.HeNormal([0, -2], [1]) with { Seed = 3 } },
        { """{"class_name": "Constant", "config": {"value": {"class_name": "__tensor__", "config": {"value": 0.5, "dtype": "float32"}}}}""",
            KerasInit.Constant(0.5) },
        {
            """{"class_name": "RandomNormal", "config": {"mean": {"class_name": "__tensor__","""
            + """ "config": {"value": 0.5, "dtype": "float32"}}}}""",
            KerasInit.RandomNormal(0.5)
        },
        { """{"class_name": "HeNormal", "config": {"input_axes": 0, "output_axes": 1}}""", KerasInit.HeNormal([0], [1]) },
        { """{"class_name": "HeNormal", "config": {"input_axes": [0], "output_axes": null}}""", KerasInit.HeNormal() },
        { """{"class_name": "HeNormal", "config": {"seed": 7, "dtype": "float32"}}""", KerasInit.HeNormal() with { Seed = 7 } },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Config_UnderAnyOfKerasNames_IsRead(string json, KerasInitializer expected) => KerasConfig.Read(json).Should().Be(expected);

    [Theory]
    [InlineData("", "json must be JSON without duplicate members, but was : *")]
    [InlineData("he_normal", "json must be JSON*but was he_normal*")]
    [InlineData("""{"class_name":"Zeros","class_name":"Ones"}""",
        "json must be JSON without duplicate members, but was {\"class_name\":\"Zeros\",\"class_name\":\"Ones\"}: *class_name*")]
    [InlineData("[]", "json must be an object*but was []*")]
    [InlineData("{}", "class_name must be a string*but was not given*")]
    [InlineData("\"Glorot\"",
        "class_name must be a class of keras.initializers, such as \"HeNormal\" or \"he_normal\"*but was \"Glorot\"*")]
    [InlineData("""{"class_name":"HeNormal","config":7}""", "config must be an object*but was 7*")]
    [InlineData("""{"class_name":"HeNormal","config":{"seed":"x"}}""",
        "config.seed must be a whole number of 64 bits, or null*but was \"x\"*")]
    [InlineData("""{"class_name":"HeNormal","config":{"seed":{"class_name":"SeedGenerator","config":{"seed":42}}}}""",
        "config.seed must be a whole number of 64 bits, or null, but was {\"class_name\":\"SeedGenerator\"*"
        + ": a SeedGenerator*draw from KerasRandom.Generator.*")]
    [InlineData("""{"class_name":"VarianceScaling","config":{"mode":"bogus"}}""",
        "config.mode must be one of \"fan_in\", \"fan_out\", \"fan_avg\"*but was \"bogus\"*")]
    [InlineData("""{"class_name":"VarianceScaling","config":{"distribution":1}}""", "config.distribution must be one of *but was 1*")]
    [InlineData("""{"class_name":"VarianceScaling","config":{"scale":true}}""", "config.scale must be a finite number*but was true*")]
    [InlineData("""{"class_name":"Constant","config":{"value":1e999}}""", "config.value must be a finite number*but was 1e999*")]
    [InlineData("""{"class_name":"GlorotUniform","config":{"input_axes":[null],"output_axes":[0]}}""",
        "config.input_axes must be a whole number, a list of them, or null*but was [null]*")]
    [InlineData("""{"class_name":"GlorotUniform","config":{"input_axes":0.5,"output_axes":[0]}}""",
        "config.input_axes must be *, but was 0.5.*")]
    [InlineData("""{"class_name":"STFT","config":{"window":"blackman"}}""",
        "config.window must be null or one of \"hann\", \"hamming\", but was \"blackman\": other windows of SciPy, "
        + "and windows given as numbers, are not supported.*")]
    [InlineData("""{"class_name":"STFT","config":{"window":[0,1,0]}}""",
        "config.window must be null or *, but was [0,1,0]: *are not supported.*")]
    [InlineData("""{"class_name":"STFT","config":{"scaling":"x"}}""",
        "config.scaling must be null or one of \"density\", \"spectrum\"*but was \"x\"*")]
    [InlineData("""{"class_name":"STFT","config":{"periodic":1}}""", "config.periodic must be true or false*but was 1*")]
    [InlineData("""{"class_name":"Constant","config":{"value":[1,2]}}""",
        "config.value must be a finite number, but was [1,2]: lists and arrays, which Keras broadcasts to the shape, are not supported.*")]
    [InlineData(
        """{"class_name":"Constant","config":{"value":{"class_name":"__numpy__","config":{"value":[1.0,2.0],"dtype":"float32"}}}}""",
        "config.value must be a finite number, but was {\"class_name\":\"__numpy__\"*: lists and arrays*are not supported.*")]
    [InlineData("\"\\ud800\"", "json must be valid Unicode, but had an unpaired surrogate.*")]
    [InlineData("""{"class_name":"\udc00"}""", "json must be valid Unicode, but had an unpaired surrogate.*")]
    [InlineData("""{"class_name":"HeNormal","config":{"seed":99999999999999999999}}""",
        "config.seed must be a whole number of 64 bits, or null*but was 99999999999999999999*")]
    [InlineData("""{"class_name":"HeNormal","config":{"input_axes":[1e999],"output_axes":[0]}}""",
        "config.input_axes must be *, but was [1e999].*")]
    [InlineData("""{"class_name":"STFT","config":{"side":"left","window":null}}""",
        "config.side must be one of \"real\", \"imag\"*but was \"left\"*")]
    public void Config_ThatIsNone_IsRefusedByItsMember(string json, string message) =>
        ((Action)(() => KerasConfig.Read(json))).Should().Throw<ArgumentException>().WithParameterName(nameof(json)).WithMessage(message);

    [Fact]
    public void Config_WithANumberThatTheInitializerRefuses_SaysWhich() =>
        ((Action)(() => KerasConfig.Read("""{"class_name":"RandomNormal","config":{"stddev":-1}}""")))
            .Should().Throw<ArgumentException>().WithParameterName("json").WithMessage("stddev must be *, but was -1.*");

    [Fact]
    public void Config_OfHostileText_IsRefused()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"class_name\":", 5000));
        foreach (string json in (string[])["\ud800", "\"\udfff\"", deep, new string('[', 100_000), "1e999",
            $"{{\"class_name\":\"{new string('x', 100_000)}\"}}", $"{{\"{new string('y', 100_000)}\":1,\"{new string('y', 100_000)}\":2}}"])
            ((Action)(() => KerasConfig.Read(json)))
                .Should().Throw<ArgumentException>().WithParameterName("json").Which.Message.Length.Should().BeLessThan(500);
    }

    [Fact]
    public void Refusals_OfLongTexts_ShowTheirBeginning() =>
        ((Action)(() => KerasConfig.Read($"\"{new string('x', 5000)}\""))).Should().Throw<ArgumentException>().Which.Message.Length
            .Should().BeLessThan(250);

    [Fact]
    public void Write_OfWhatKerasHasNoTextFor_IsRefused() =>
        ((Action)(() => KerasConfig.Write(KerasInit.Constant(double.NaN))))
            .Should().Throw<ArgumentException>().WithParameterName("initializer")
            .WithMessage("initializer must be a finite constant, since JSON has no other numbers*but was Constant(value=NaN)*");
}
