namespace Initializers;

/// <summary>A source that comes to a word only by drawing all before it: it skips no more than <see cref="Guard.Steps"/>.</summary>
internal interface ISequentialSource : IRandomBitSource;
