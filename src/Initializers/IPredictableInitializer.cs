namespace Initializers;

/// <summary>An initializer that says beforehand which mean, deviation and bounds its weights have.</summary>
/// <remarks>Thread-safe: every initializer of the library can be asked on many threads at once.</remarks>
public interface IPredictableInitializer : IWeightInitializer
{
    /// <summary>What is promised of the weights of a parameter.</summary>
    /// <returns>The promise; null where there is none, as of a wrapper of an initializer that promises nothing.</returns>
    /// <param name="shape">The parameter's shape.</param>
    /// <exception cref="ArgumentException">The shape lacks what the initializer needs.</exception>
    WeightPrediction? Predict(TensorShape shape);
}
