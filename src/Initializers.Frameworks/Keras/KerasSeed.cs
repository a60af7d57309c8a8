namespace Initializers.Frameworks;

/// <summary>The pair that one draw of Keras starts from.</summary>
internal readonly record struct KerasSeed(long First, long Second);
