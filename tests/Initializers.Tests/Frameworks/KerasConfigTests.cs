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
    [InlineData("\"stft\"", "window is not given; accepted is null; not given it is \"hann\".*")]
    [InlineData("""{"class_name":"STFT","config":{"window":"hamming"}}""", "config.window is \"hamming\"; accepted is null*")]
    [InlineData("""{"class_name":"STFT","config":{"side":"left","window":null}}""", "config.side is \"left\"; accepted is one of \"real\", \"imag\".*")]
    public void Config_ThatIsNone_IsRefusedByItsMember(string json, string message) => ((Action)(() => KerasConfig.Read(json))).Should().Throw<ArgumentException>().WithParameterName(nameof(json)).WithMessage(message);

    [Fact]
    public void Config_WithANumberThatTheInitializerRefuses_SaysWhich() =>
        ((Action)(() => KerasConfig.Read("""{"class_name":"RandomNormal","config":{"stddev":-1}}"""))).Should().Throw<ArgumentException>().WithMessage("stddev is -1; accepted is *");

    [Fact]
    public void Refusals_OfLongTexts_ShowTheirBeginning() =>
        ((Action)(() => KerasConfig.Read($"\"{new string('x', 5000)}\""))).Should().Throw<ArgumentException>().Which.Message.Length.Should().BeLessThan(250);

    [Fact]
    public void Write_OfWhatKerasHasNoTextFor_IsRefused() =>
        ((Action)(() => KerasConfig.Write(KerasInit.Constant(double.NaN)))).Should().Throw<ArgumentException>().WithParameterName("initializer").WithMessage("initializer is Constant(value=NaN); accepted is a finite number, since JSON has no others.*");
}
