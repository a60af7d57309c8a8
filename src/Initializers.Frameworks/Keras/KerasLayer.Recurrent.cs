namespace Initializers.Frameworks;

/// <content>Recurrent layers. Each takes a seed for dropout, even without dropout.</content>
public sealed partial class KerasLayer
{
    /// <summary>
    /// <c>SimpleRNN</c>: kernel [inputs, units], recurrent kernel [units, units] and bias [units]. The seed for dropout comes first.
    /// </summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="units">units, at least 1.</param>
    /// <param name="kernel">kernel_initializer.</param>
    /// <param name="recurrent">recurrent_initializer; defaults to Orthogonal.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of range, a shape is too large, or an initializer does not take it.
    /// </exception>
    public static KerasLayer SimpleRnn(long inputs, long units, KerasInitializer? kernel = null, KerasInitializer? recurrent = null,
        KerasInitializer? bias = null, bool useBias = true)
    {
        Entry[] cell = Cell("simple_rnn_cell", inputs, units, gates: 1, kernel, recurrent, Bias([Count(units)], bias, useBias));
        return new("simple_rnn", [Entry.Seed, .. cell]);
    }

    /// <summary>
    /// <c>LSTM</c>: kernel [inputs, 4 units], recurrent kernel [units, 4 units] and bias [4 units]. The seed for dropout comes last.
    /// </summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="units">units, at least 1.</param>
    /// <param name="kernel">kernel_initializer.</param>
    /// <param name="recurrent">recurrent_initializer; defaults to Orthogonal.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    /// <param name="unitForgetBias">
    /// unit_forget_bias: the forget gate's biases are 1, and those before and after it are two draws of the bias initializer.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A number is out of range, a shape is too large, or an initializer does not take it.
    /// </exception>
    public static KerasLayer Lstm(
        long inputs, long units, KerasInitializer? kernel = null, KerasInitializer? recurrent = null, KerasInitializer? bias = null,
        bool useBias = true, bool unitForgetBias = true)
    {
        KerasInitializer gates = bias ?? KerasInit.Zeros();
        Entry all = Bias([4 * Count(units)], unitForgetBias ? new KerasForgetBias(gates) { Seed = gates.Seed } : gates, useBias);
        return new("lstm", [.. Cell("lstm_cell", inputs, units, gates: 4, kernel, recurrent, all), Entry.Seed]);
    }

    /// <summary>
    /// <c>GRU</c>: kernel [inputs, 3 units], recurrent kernel [units, 3 units] and bias [2, 3 units]. The seed for dropout comes last.
    /// </summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="units">units, at least 1.</param>
    /// <param name="kernel">kernel_initializer.</param>
    /// <param name="recurrent">recurrent_initializer; defaults to Orthogonal.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <param name="useBias">use_bias.</param>
    /// <param name="resetAfter">reset_after; without it the bias is [3 units].</param>
    /// <exception cref="ArgumentException">
    /// A number is out of range, a shape is too large, or an initializer does not take it.
    /// </exception>
    public static KerasLayer Gru(
        long inputs, long units, KerasInitializer? kernel = null, KerasInitializer? recurrent = null, KerasInitializer? bias = null,
        bool useBias = true, bool resetAfter = true)
    {
        Entry all = Bias(resetAfter ? [2, 3 * Count(units)] : [3 * Count(units)], bias, useBias);
        return new("gru", [.. Cell("gru_cell", inputs, units, gates: 3, kernel, recurrent, all), Entry.Seed]);
    }

    /// <summary>
    /// <c>Bidirectional(layer)</c>: the layer takes seeds that are not used, since it is copied for each direction; an initializer with its
    /// own seed gives both copies the same values.
    /// </summary>
    /// <param name="layer">A recurrent layer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layer"/> is null.</exception>
    public static KerasLayer Bidirectional(KerasLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return new("bidirectional", [.. layer.Made.Select(entry => entry with { IsUsed = false }), .. Both(layer.Made)])
        {
            Built = [.. Both(layer.Built)]
        };

        IEnumerable<Entry> Both(IReadOnlyList<Entry> entries) =>
            from direction in (string[])["forward", "backward"]
            from entry in entries
            select entry with { Name = $"{direction}_{layer.Name}/{entry.Name}" };
    }

    private static Entry[] Cell(string name, long inputs, long units, int gates, KerasInitializer? kernel, KerasInitializer? recurrent,
        Entry bias) =>
    [
        new($"{name}/kernel", WeightShape.Of((Count(inputs, 0), nameof(inputs)), (gates * Count(units), nameof(units))),
            kernel ?? KerasInit.GlorotUniform(), nameof(kernel)),
        new($"{name}/recurrent_kernel", WeightShape.Of((units, nameof(units)), (gates * units, nameof(units))),
            recurrent ?? KerasInit.Orthogonal(), nameof(recurrent)),
        bias with { Name = $"{name}/{bias.Name}" },
    ];
}
