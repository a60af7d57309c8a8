namespace Initializers;

/// <summary>An expectation, or the reason why there is none.</summary>
/// <param name="Value">The expectation; meaningless if there is a fault.</param>
/// <param name="Fault">The reason why there is none, as a sentence for a message; otherwise null.</param>
internal readonly record struct Expectation(double Value, string? Fault)
{
    /// <summary>The expectation, or NaN if there is none.</summary>
    public double OrNaN => Fault is null ? Value : double.NaN;

    /// <summary>The expectation; throws if there is none.</summary>
    /// <param name="parameter">The parameter of the public method that is to blame.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public double OrRefused(string parameter) => Fault is null ? Value : throw new ArgumentException(Fault, parameter);

    public static implicit operator Expectation(double value) => new(value, null);
}
