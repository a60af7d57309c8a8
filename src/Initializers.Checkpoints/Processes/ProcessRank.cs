namespace Initializers.Checkpoints;

/// <summary>Placeholder until the branch parallel is merged.</summary>
public readonly record struct ProcessRank(int Rank, int Size);
