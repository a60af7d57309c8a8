using System.Reflection;
using System.Text.Json;
using Initializers.Tool;

namespace Initializers.Tests.Tool;

public class GainCommandTests
{
    [Fact]
    public void Gain_OfGelu_IsTheLibrarys()
    {
        (int code, string output, string error) = ToolProcess.Run("gain gelu");
        (code, error).Should().Be((0, ""));
        Recommendation recommended = Init.Recommend(Activation.GELU);
        output.Split(Environment.NewLine).Should().Equal(
            "activation      GELU",
            "forward gain    1.5335304411955353, sqrt(q / E f(z)^2) with z ~ N(0, q), q = 1",
            "backward gain   1.4811144127083482, 1 / sqrt(E f'(z)^2)",
            "PyTorch's gain  none",
            $"initializer     Init.{recommended.Initializer}",
            $"reason          {recommended.Reason}",
            $"source          {recommended.Source}",
            "");
    }

    [Theory]
    [InlineData("tanh", 1.0)]
    [InlineData("swiglu", 1.0)]
    [InlineData("LeakyReLU(0.2)", 2.5)]
    [InlineData("elu(alpha: 0.5)", 0.25)]
    public void Json_HasTheNumbersToTheLastDigit(string text, double variance)
    {
        (int code, string output, string error) =
            ToolProcess.Run("gain", text, "--variance", FormattableString.Invariant($"{variance}"), "--json");
        (code, error).Should().Be((0, ""));
        Activation activation = ActivationNames.Parse(text);
        JsonElement json = JsonDocument.Parse(output).RootElement;
        json.EnumerateObject().Select(member => member.Name).Should().Equal(
            "activation", "variance", "forward", "backward", "pytorch", "initializer", "reason", "source");
        json.GetProperty("activation").GetString().Should().Be(activation.Name);
        json.GetProperty("variance").GetDouble().Should().Be(variance);
        json.GetProperty("forward").GetDouble().Should().Be(Gain.Forward(activation, variance));
        json.GetProperty("backward").GetDouble().Should().Be(Gain.Backward(activation, variance));
        json.GetProperty("pytorch").ValueKind.Should().Be(text is "tanh" or "LeakyReLU(0.2)" ? JsonValueKind.Number : JsonValueKind.Null);
    }

    /// <summary>Every named function of the library is known by its name.</summary>
    [Fact]
    public void Functions_OfTheLibrary_AreAllKnown()
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        string[] names =
        [
            .. typeof(Activation).GetProperties(Static).Where(property => property.PropertyType == typeof(Activation))
                .Select(property => property.Name),
            .. typeof(Activation).GetMethods(Static).Where(method => method.ReturnType == typeof(Activation) && !method.IsSpecialName)
                .Select(method => method.Name),
        ];
        names.Should().HaveCountGreaterThan(20);
        ActivationNames.All.Should().BeEquivalentTo([.. names, "Linear"], "PyTorch and Keras have another name for the identity");
        foreach (string name in names)
        {
            object? known = typeof(Activation).GetProperty(name, Static)?.GetValue(null)
                ?? typeof(Activation).GetMethod(name, Static)!.Invoke(null, [Type.Missing]);
            ActivationNames.Parse(name.ToLowerInvariant()).Should().Be(known);
        }
    }

    [Theory]
    [InlineData("gain", "gain needs <activation>; *")]
    [InlineData("gain gulu", "the activation must have the name of a function, such as *GELU*, at character 0, but had \"gulu\" in *")]
    [InlineData("gain LeakyReLU(x)", "the activation must have a number for slope at character 10, but had \"x\" in \"LeakyReLU(x)\".")]
    [InlineData("gain gelu(1)", "the activation must have no arguments for gelu at character 5, *")]
    [InlineData("gain elu(nan)", "the activation must have a valid call at character 0, but of \"elu(nan)\" alpha must *")]
    [InlineData("gain 3", "the activation must have the name of a function, such as gelu at *")]
    [InlineData("gain gelu --variance 0", "--variance must be a finite number above 0, but was 0.")]
    [InlineData("gain gelu --variance nan", "--variance must be a finite number above 0, but was nan.")]
    [InlineData("gain gelu --layers 3", "--layers is not an option; *")]
    public void BadArguments_AreRefusedByWhatIsAccepted(string arguments, string message)
    {
        ToolProcess.Refusal(arguments.Split(' ')).Should().Match(message);
    }
}
