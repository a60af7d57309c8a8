using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>An initializer that predicts the mean, standard deviation and bounds of its weights.</summary>
/// <example>
/// <code>
/// WeightPrediction? prediction = Init.HeNormal().Predict([256, 784]);
/// Console.WriteLine(prediction?.StandardDeviation); // 0.050507627227610534
/// </code>
/// </example>
/// <remarks>Thread-safe: the library's initializers can be called from many threads at once.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<IPredictableInitializer>))]
public interface IPredictableInitializer : IWeightInitializer
{
    /// <summary>Predicts the weights of a parameter.</summary>
    /// <returns>The prediction; null if there is none, for example when the wrapped initializer has none.</returns>
    /// <param name="shape">The parameter's shape.</param>
    /// <exception cref="ArgumentException">The shape does not suit the initializer.</exception>
    WeightPrediction? Predict(TensorShape shape);
}
