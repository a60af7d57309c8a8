namespace Initializers.Tool;

/// <summary>Activation functions as texts: <c>gelu</c>, <c>LeakyReLU(0.2)</c>; case and underscores are ignored.</summary>
internal static class ActivationNames
{
    private static readonly Dictionary<string, Func<CallArguments, Activation>> ByName = new(NameComparer.Instance)
    {
        [nameof(Activation.Identity)] = _ => Activation.Identity,
        ["Linear"] = _ => Activation.Identity, // as PyTorch and Keras call it
        [nameof(Activation.ReLU)] = _ => Activation.ReLU,
        [nameof(Activation.LeakyReLU)] = a => Activation.LeakyReLU(a.Number("slope", 0.01)),
        [nameof(Activation.PReLU)] = a => Activation.PReLU(a.Number("slope", 0.25)),
        [nameof(Activation.ReLU6)] = _ => Activation.ReLU6,
        [nameof(Activation.ReLUSquared)] = _ => Activation.ReLUSquared,
        [nameof(Activation.ELU)] = a => Activation.ELU(a.Number("alpha", 1)),
        [nameof(Activation.CELU)] = a => Activation.CELU(a.Number("alpha", 1)),
        [nameof(Activation.SELU)] = _ => Activation.SELU,
        [nameof(Activation.GELU)] = _ => Activation.GELU,
        [nameof(Activation.GELUTanh)] = _ => Activation.GELUTanh,
        [nameof(Activation.SiLU)] = _ => Activation.SiLU,
        [nameof(Activation.Swish)] = _ => Activation.Swish,
        [nameof(Activation.Mish)] = _ => Activation.Mish,
        [nameof(Activation.HardSwish)] = _ => Activation.HardSwish,
        [nameof(Activation.HardSigmoid)] = _ => Activation.HardSigmoid,
        [nameof(Activation.HardTanh)] = _ => Activation.HardTanh,
        [nameof(Activation.Softplus)] = _ => Activation.Softplus,
        [nameof(Activation.Softsign)] = _ => Activation.Softsign,
        [nameof(Activation.Tanh)] = _ => Activation.Tanh,
        [nameof(Activation.Sigmoid)] = _ => Activation.Sigmoid,
        [nameof(Activation.Sin)] = _ => Activation.Sin,
        [nameof(Activation.GLU)] = _ => Activation.GLU,
        [nameof(Activation.ReGLU)] = _ => Activation.ReGLU,
        [nameof(Activation.GEGLU)] = _ => Activation.GEGLU,
        [nameof(Activation.SwiGLU)] = _ => Activation.SwiGLU,
    };

    public static IReadOnlyCollection<string> All => ByName.Keys;

    /// <summary>Reads a text.</summary>
    /// <exception cref="CallException">The text is none; the message says the place and near names.</exception>
    public static Activation Parse(string text)
    {
        try
        {
            return new TextSource(text, "the activation").Read(Build);
        }
        catch (ArgumentException refusal)
        {
            throw new CallException(CallerNames.Sentence(refusal));
        }
    }

    private static Activation Build(TextSource source, TextNode node)
    {
        if (node is not NameNode { Receiver: null } call) throw source.Refused(node, "the name of a function, such as gelu");
        return ByName.TryGetValue(call.Name, out Func<CallArguments, Activation>? create) ? InitializerText.Call(source, call, create)
            : throw source.Refused(call, $"the name of a function, such as {string.Join(", ", NameComparer.Nearest(call.Name, All))},");
    }
}
