using static System.FormattableString;

namespace Initializers.Frameworks;

/// <content>Recurrent modules of <c>torch.nn</c>.</content>
public static partial class PyTorchInit
{
    /// <summary><c>nn.RNN</c>: every parameter is U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <param name="inputs">input_size, at least 0.</param>
    /// <param name="hidden">hidden_size, at least 1.</param>
    /// <param name="layers">num_layers, from 1 to 4,096.</param>
    /// <param name="bidirectional">Whether each layer also has a backward direction.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <exception cref="ArgumentException">
    /// A number is outside what it accepts, or a weight has more elements than an array holds.
    /// </exception>
    public static PyTorchModule Rnn(long inputs, long hidden, int layers = 1, bool bidirectional = false, bool bias = true) =>
        Recurrent("RNN", 1, inputs, hidden, layers, bidirectional, bias, 0);

    /// <summary><c>nn.LSTM</c>: every parameter is U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <param name="inputs">input_size, at least 0.</param>
    /// <param name="hidden">hidden_size, at least 1.</param>
    /// <param name="layers">num_layers, from 1 to 4,096.</param>
    /// <param name="bidirectional">Whether each layer also has a backward direction.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="projection">proj_size, below <paramref name="hidden"/>; 0 for no projection.</param>
    /// <exception cref="ArgumentException">
    /// A number is outside what it accepts, or a weight has more elements than an array holds.
    /// </exception>
    public static PyTorchModule Lstm(long inputs, long hidden, int layers = 1, bool bidirectional = false, bool bias = true,
        long projection = 0) =>
        Recurrent("LSTM", 4, inputs, hidden, layers, bidirectional, bias, projection);

    /// <summary><c>nn.GRU</c>: every parameter is U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <inheritdoc cref="Rnn"/>
    public static PyTorchModule Gru(long inputs, long hidden, int layers = 1, bool bidirectional = false, bool bias = true) =>
        Recurrent("GRU", 3, inputs, hidden, layers, bidirectional, bias, 0);

    /// <summary><c>nn.RNNCell</c>: every parameter is U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <param name="inputs">input_size, at least 0.</param>
    /// <param name="hidden">hidden_size, at least 0.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <exception cref="ArgumentException">A number is negative, or a weight has more elements than an array holds.</exception>
    public static PyTorchModule RnnCell(long inputs, long hidden, bool bias = true) => Cell("RNNCell", 1, inputs, hidden, bias);

    /// <summary><c>nn.LSTMCell</c>: every parameter is U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <inheritdoc cref="RnnCell"/>
    public static PyTorchModule LstmCell(long inputs, long hidden, bool bias = true) => Cell("LSTMCell", 4, inputs, hidden, bias);

    /// <summary><c>nn.GRUCell</c>: every parameter is U(-s, s), s = 1 / sqrt(hidden).</summary>
    /// <inheritdoc cref="RnnCell"/>
    public static PyTorchModule GruCell(long inputs, long hidden, bool bias = true) => Cell("GRUCell", 3, inputs, hidden, bias);

    private static PyTorchModule Recurrent(string name, int gates, long inputs, long hidden, int layers, bool bidirectional, bool bias,
        long projection)
    {
        Guard.Positive(hidden);
        WeightShape.Layers(layers, nameof(layers));
        Guard.Below(Guard.NotNegative(projection), hidden, nameof(projection), nameof(hidden));
        return new(Invariant($"{name}({inputs}, {hidden})"),
            RecurrentEntries(gates, inputs, hidden, layers, bidirectional, bias, projection));
    }

    private static IEnumerable<ModuleEntry> RecurrentEntries(int gates, long inputs, long hidden, int layers, bool bidirectional, bool bias,
        long projection)
    {
        PyTorchInitializer uniform = Within(hidden);
        string returned = projection > 0 ? nameof(projection) : nameof(hidden);
        long all = Guard.Product(hidden, gates), outputs = projection > 0 ? projection : hidden,
            joined = bidirectional ? Guard.Product(outputs, 2, nameof(hidden)) : outputs;
        TensorShape first = WeightShape.Of((all, nameof(hidden)), (inputs, nameof(inputs))),
            next = layers > 1 ? WeightShape.Of((all, nameof(hidden)), (joined, returned)) : first,
            state = WeightShape.Of((all, nameof(hidden)), (outputs, returned));
        return
            from layer in Enumerable.Range(0, layers)
            from suffix in bidirectional ? (string[])["", "_reverse"] : [""]
            from entry in (ModuleEntry[])
            [
                new("weight_ih", layer == 0 ? first : next, uniform), new("weight_hh", state, uniform),
                .. Optional(bias, "bias_ih", [all], uniform), .. Optional(bias, "bias_hh", [all], uniform),
                .. Optional(projection > 0, "weight_hr", [projection, hidden], uniform),
            ]
            select entry with { Name = $"{entry.Name}_l{layer}{suffix}" };
    }

    private static PyTorchModule Cell(string name, int gates, long inputs, long hidden, bool bias) =>
        new(Invariant($"{name}({inputs}, {hidden})"),
            RecurrentEntries(gates, inputs, hidden, 1, false, bias, 0).Select(entry => entry with { Name = entry.Name[..^"_l0".Length] }));
}
