namespace Initializers;

/// <summary>U[-1/in, 1/in), where in is the fan-in: the first layer of a SIREN, whose inputs are coordinates in [-1, 1].</summary>
/// <remarks>
/// Sitzmann, Martel, Bergman, Lindell and Wetzstein (2020), "Implicit Neural Representations with Periodic Activation Functions", <see href="https://arxiv.org/abs/2006.09661"/>; <c>first_layer_sine_init</c> of the authors' code.
/// Thread-safe: an immutable value.
/// </remarks>
public sealed record SirenFirstInitializer : ElementwiseInitializer, IPredictableInitializer
{
    /// <inheritdoc/>
    public WeightPrediction Predict(TensorShape shape) => new(0, 1 / (Math.Sqrt(3) * Fans.Above0(shape, FanMode.In)), -1 / Fans.Above0(shape, FanMode.In), 1 / Fans.Above0(shape, FanMode.In));

    /// <summary><c>SirenFirst()</c>.</summary>
    public override string ToString() => "SirenFirst()";

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        double fan = Fans.Above0(shape, FanMode.In);
        random.NextUniform(slice, -1 / fan, 1 / fan);
    }
}
