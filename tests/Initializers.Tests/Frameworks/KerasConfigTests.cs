using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>Configurations as Keras writes them: read, written, and what they refuse.</summary>
public class KerasConfigTests
{
    [Theory]
    [InlineData("""{"class_name":"HeNormal","config":{"seed":42}}""", 42)]
    [InlineData("""{"class_name":"GlorotUniform","config":{"input_axes":[0],"output_axes":[1,2],"seed":null}}""", null)]
    [InlineData("""{"class_name":"VarianceScaling","config":{"scale":1.5,"mode":"fan_out","distribution":"untruncated_normal","seed":7}}""", 7)]
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
        { """{"module": "keras.initializers", "class_name": "VarianceScaling", "config": {"distribution": "normal"}, "registered_name": null}""", KerasInit.VarianceScaling() },
        { "\"stft\"", KerasInit.Stft(window: KerasWindow.Hann) },
        { """{"class_name": "STFT", "config": {"side": "imag", "window": "hann", "periodic": true, "scaling": "spectrum"}}""", KerasInit.Stft(false, KerasWindow.Hann, KerasScaling.Spectrum, isPeriodic: true) },
        { """{"module": "keras.initializers", "class_name": "GlorotUniform", "config": {"seed": null, "input_axes": null, "output_axes": null}, "registered_name": null}""", KerasInit.GlorotUniform() },
        { """{"class_name": "HeNormal", "config": {"seed": 3, "input_axes": [0, -2], "output_axes": [1]}}""", KerasInit.HeNormal([0, -2], [1]) with { Seed = 3 } },
        { """{"class_name": "Constant", "config": {"value": {"class_name": "__tensor__", "config": {"value": 0.5, "dtype": "float32"}}}}""", KerasInit.Constant(0.5) },
        { """{"class_name": "RandomNormal", "config": {"mean": {"class_name": "__tensor__", "config": {"value": 0.5, "dtype": "float32"}}}}""", KerasInit.RandomNormal(0.5) },
        { """{"class_name": "HeNormal", "config": {"input_axes": 0, "output_axes": 1}}""", KerasInit.HeNormal([0], [1]) },
        { """{"class_name": "HeNormal", "config": {"input_axes": [0], "output_axes": null}}""", KerasInit.HeNormal() },
        { """{"class_name": "HeNormal", "config": {"seed": 7, "dtype": "float32"}}""", KerasInit.HeNormal() with { Seed = 7 } },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Config_UnderAnyOfKerasNames_IsRead(string json, KerasInitializer expected) => KerasConfig.Read(json).Should().Be(expected);

    [Theory]
    [InlineData("", "json is ; accepted is JSON whose members stand once.*")]
    [InlineData("he_normal", "json is he_normal; accepted is JSON*")]
    [InlineData("""{"class_name":"Zeros","class_name":"Ones"}""", "json is {\"class_name\":\"Zeros\",\"class_name\":\"Ones\"}; accepted is JSON whose members stand once. *class_name*")]
    [InlineData("[]", "json is []; accepted is an object.*")]
    [InlineData("{}", "class_name is not given; accepted is a text.*")]
    [InlineData("\"Glorot\"", "class_name is \"Glorot\"; accepted is a class of keras.initializers, such as \"HeNormal\" or \"he_normal\".*")]
    [InlineData("""{"class_name":"HeNormal","config":7}""", "config is 7; accepted is an object.*")]
    [InlineData("""{"class_name":"HeNormal","config":{"seed":"x"}}""", "config.seed is \"x\"; accepted is a whole number of 64 bits, or null.*")]
    [InlineData("""{"class_name":"HeNormal","config":{"seed":{"class_name":"SeedGenerator","config":{"seed":42}}}}""", "config.seed is {\"class_name\":\"SeedGenerator\"*draw from KerasRandom.Generator.*")]
    [InlineData("""{"class_name":"VarianceScaling","config":{"mode":"bogus"}}""", "config.mode is \"bogus\"; accepted is one of \"fan_in\", \"fan_out\", \"fan_avg\".*")]
    [InlineData("""{"class_name":"VarianceScaling","config":{"distribution":1}}""", "config.distribution is 1; accepted is one of *")]
    [InlineData("""{"class_name":"VarianceScaling","config":{"scale":true}}""", "config.scale is true; accepted is a finite number.*")]
    [InlineData("""{"class_name":"Constant","config":{"value":1e999}}""", "config.value is 1e999; accepted is a finite number.*")]
    [InlineData("""{"class_name":"GlorotUniform","config":{"input_axes":[null],"output_axes":[0]}}""", "config.input_axes is [null]; accepted is a whole number, a list of them, or null.*")]
    [InlineData("""{"class_name":"GlorotUniform","config":{"input_axes":0.5,"output_axes":[0]}}""", "config.input_axes is 0.5; accepted is *")]
    [InlineData("""{"class_name":"STFT","config":{"window":"blackman"}}""", "config.window is \"blackman\"; accepted is null or one of \"hann\", \"hamming\": other windows of SciPy, and those given as numbers, are known and not covered.*")]
    [InlineData("""{"class_name":"STFT","config":{"window":[0,1,0]}}""", "config.window is [0,1,0]; accepted is null or *are known and not covered.*")]
    [InlineData("""{"class_name":"STFT","config":{"scaling":"x"}}""", "config.scaling is \"x\"; accepted is null or one of \"density\", \"spectrum\".*")]
    [InlineData("""{"class_name":"STFT","config":{"periodic":1}}""", "config.periodic is 1; accepted is true or false.*")]
    [InlineData("""{"class_name":"Constant","config":{"value":[1,2]}}""", "config.value is [1,2]; accepted is a finite number: a list or an array, which Keras spreads over the shape, is known and not covered.*")]
    [InlineData("""{"class_name":"Constant","config":{"value":{"class_name":"__numpy__","config":{"value":[1.0,2.0],"dtype":"float32"}}}}""", "config.value is {\"class_name\":\"__numpy__\"*is known and not covered.*")]
    [InlineData("\"\\ud800\"", "json must be text, but holds half of a surrogate pair.*")]
    [InlineData("""{"class_name":"\udc00"}""", "json must be text, but holds half of a surrogate pair.*")]
    [InlineData("""{"class_name":"HeNormal","config":{"seed":99999999999999999999}}""", "config.seed is 99999999999999999999; accepted is a whole number of 64 bits, or null.*")]
    [InlineData("""{"class_name":"HeNormal","config":{"input_axes":[1e999],"output_axes":[0]}}""", "config.input_axes is [1e999]; accepted is *")]
    [InlineData("""{"class_name":"STFT","config":{"side":"left","window":null}}""", "config.side is \"left\"; accepted is one of \"real\", \"imag\".*")]
    public void Config_ThatIsNone_IsRefusedByItsMember(string json, string message) => ((Action)(() => KerasConfig.Read(json))).Should().Throw<ArgumentException>().WithParameterName(nameof(json)).WithMessage(message);

    [Fact]
    public void Config_WithANumberThatTheInitializerRefuses_SaysWhich() =>
        ((Action)(() => KerasConfig.Read("""{"class_name":"RandomNormal","config":{"stddev":-1}}"""))).Should().Throw<ArgumentException>().WithParameterName("json").WithMessage("stddev is -1; accepted is *");

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
        ((Action)(() => KerasConfig.Read($"\"{new string('x', 5000)}\""))).Should().Throw<ArgumentException>().Which.Message.Length.Should().BeLessThan(250);

    [Fact]
    public void Write_OfWhatKerasHasNoTextFor_IsRefused() =>
        ((Action)(() => KerasConfig.Write(KerasInit.Constant(double.NaN)))).Should().Throw<ArgumentException>().WithParameterName("initializer").WithMessage("initializer is Constant(value=NaN); accepted is a finite number, since JSON has no others.*");
}
