namespace Initializers.Frameworks;

/// <summary>
/// The bias of an LSTM with unit_forget_bias: ones in the second quarter, the forget gate's, and before and after it a call each of another
/// initializer, of so many elements.
/// </summary>
internal sealed record KerasForgetBias(KerasInitializer Gates) : KerasInitializer
{
    internal override bool Draws => Gates.Draws;

    internal override string Name => $"{Gates.Name}, and ones for the forget gate";

    internal override void CheckShape(in TensorShape shape, string name)
    {
        Gates.CheckShape([shape.Count / 4], name);
        Gates.CheckShape([shape.Count / 2], name);
    }

    internal override void CheckNumbers(KerasBackend backend, string name) => Gates.CheckNumbers(backend, name);

    internal override void Put<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
    {
        int units = weights.Length / 4;
        Gates.Put<T, TType>(weights[..units], [units], random);
        weights[units..(2 * units)].Fill(TType.RoundOnce(1));
        Gates.Put<T, TType>(weights[(2 * units)..], [2 * units], random);
    }
}
