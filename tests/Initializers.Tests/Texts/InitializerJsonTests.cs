using System.Text.Json;
using System.Text.Json.Serialization;

namespace Initializers.Tests.Texts;

/// <summary>Initializers as members of JSON.</summary>
public partial class InitializerJsonTests
{
    public static TheoryData<Type> Types =>
        [.. typeof(Init).Assembly.GetExportedTypes().Where(type =>
            type.IsAssignableTo(typeof(IWeightInitializer)) && type != typeof(Recommendation))];

    [Fact]
    public void Json_AnyInitializer_IsItsTextAndComesBackEqual() => InitializerGen.Composed(2).Holds(initializer =>
    {
        string json = JsonSerializer.Serialize(initializer);
        JsonSerializer.Deserialize<string>(json).Should().Be(initializer.ToString());
        JsonSerializer.Deserialize<IWeightInitializer>(json).Should().Be(initializer);
        string own = JsonSerializer.Serialize(initializer, initializer.GetType());
        own.Should().Be(json);
        JsonSerializer.Deserialize(own, initializer.GetType()).Should().Be(initializer);
    }, count: 1000);

    [Theory]
    [MemberData(nameof(Types))]
    public void Json_EveryPublicType_HasTheConverterOfItsOwnType(Type type) =>
        type.GetCustomAttributes(typeof(JsonConverterAttribute), inherit: false).Should().ContainSingle()
            .Which.Should().BeOfType<JsonConverterAttribute>()
            .Which.ConverterType.Should().Be(typeof(InitializerJsonConverter<>).MakeGenericType(type));

    [Fact]
    public void Json_MembersOfConfigurations_AreReadByGeneratedCode()
    {
        var layer = new Layer { Weights = Init.HeNormal(0.1), Bias = Init.Zeros(), Gates = [Init.Ones(), Init.Zeros().Scaled(2)] };
        string json = JsonSerializer.Serialize(layer, LayerContext.Default.Layer);
        json.Should().Be("""
            {"Weights":"HeNormal(negativeSlope: 0.1, mode: In)","Bias":"Zeros()","Gates":["Ones()","Zeros().Scaled(2)"],"Norm":null}
            """);
        Layer read = JsonSerializer.Deserialize(json, LayerContext.Default.Layer)!;
        read.Weights.Should().Be(layer.Weights);
        read.Gates.Should().Equal(layer.Gates);
        read.Norm.Should().BeNull();
    }

    [Theory]
    [InlineData("""{ "Weights": "HeNrmal()" }""", "*a known name, such as HeNormal,*")]
    [InlineData("""{ "Weights": 3 }""", "*an initializer must be a text such as \"HeNormal(mode: In)\", but was Number.*")]
    [InlineData("""{ "Bias": "Ones().Scaled(2)" }""", "*an initializer must be one of ConstantInitializer here, but was Ones*")]
    public void Json_OtherValues_AreRefusedWithTheirPath(string json, string message) =>
        ((Action)(() => JsonSerializer.Deserialize<Layer>(json))).Should().Throw<JsonException>().WithMessage(message)
            .Which.Path.Should().StartWith("$.");

    [Fact]
    public void Json_ARecommendation_IsItsInitializer()
    {
        IWeightInitializer recommended = Init.Recommend(Activation.ReLU);
        JsonSerializer.Serialize(recommended).Should().Be("\"HeNormal(mode: In)\"");
        JsonSerializer.Serialize(recommended.Scaled(2)).Should().Be("\"HeNormal(mode: In).Scaled(2)\"");
        JsonSerializer.Serialize(Init.PerBlock(recommended, Init.Zeros())).Should().Be("\"PerBlock(HeNormal(mode: In), Zeros())\"");
    }

    [Fact]
    public void Json_WithoutATextThatReadsBack_IsRefused()
    {
        foreach (IWeightInitializer initializer in new IWeightInitializer[]
        {
            Init.HeNormal().WithRandom(new PhiloxRandom(1)),
            Init.FromArray(new float[InitializerText.MostListed + 1]),
            Init.Zeros().Masked(new bool[InitializerText.MostListed + 1]),
            new Own(),
            Init.PerBlock(new Own()),
            new LookAlike().Scaled(2),
        })
        {
            ((Action)(() => JsonSerializer.Serialize(initializer))).Should().Throw<JsonException>()
                .WithMessage("an initializer must have a text that Init.Parse reads back, but was *");
        }
    }

    [Fact]
    public void Json_OnesOwnRegistered_IsWrittenAndRead()
    {
        Init.Register("tests/own_json", _ => new Registered());
        IWeightInitializer own = Init.PerBlock(new Registered(), Init.Zeros());
        JsonSerializer.Serialize(own).Should().Be("\"PerBlock(tests/own_json(), Zeros())\"");
        JsonSerializer.Deserialize<IWeightInitializer>(JsonSerializer.Serialize(own)).Should().Be(own);
    }

    private sealed record Own : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => weights.Clear();
    }

    private sealed record LookAlike : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => weights.Clear();

        public override string ToString() => Init.HeNormal().ToString();
    }

    private sealed record Registered : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => weights.Clear();

        public override string ToString() => "tests/own_json()";
    }

    internal sealed class Layer
    {
        public IWeightInitializer? Weights { get; set; }

        public ConstantInitializer? Bias { get; set; }

        public IWeightInitializer[] Gates { get; set; } = [];

        public IWeightInitializer? Norm { get; set; }
    }

    [JsonSerializable(typeof(Layer))]
    internal sealed partial class LayerContext : JsonSerializerContext;
}
