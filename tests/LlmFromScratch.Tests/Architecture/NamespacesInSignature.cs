using System.Collections.Immutable;
using System.Reflection.Metadata;
using Names = System.Collections.Immutable.ImmutableHashSet<string>;

namespace LlmFromScratch.Tests.Architecture;

/// <summary>Reads a signature of compiled code as the set of namespaces of all types in it: "List&lt;Token&gt;[]" names two.</summary>
internal sealed class NamespacesInSignature : ISignatureTypeProvider<Names, object?>
{
    private static readonly Names None = [];

    public static string NamespaceOf(MetadataReader reader, TypeDefinition type)
    {
        while (type.IsNested)
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        return reader.GetString(type.Namespace);
    }

    public static string NamespaceOf(MetadataReader reader, TypeReference type)
    {
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
            type = reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        return reader.GetString(type.Namespace);
    }

    public Names GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        [NamespaceOf(reader, reader.GetTypeDefinition(handle))];

    public Names GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        [NamespaceOf(reader, reader.GetTypeReference(handle))];

    public Names GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    public Names GetGenericInstantiation(Names type, ImmutableArray<Names> arguments) => arguments.Aggregate(type, (all, names) => all.Union(names));

    public Names GetFunctionPointerType(MethodSignature<Names> signature) =>
        signature.ParameterTypes.Aggregate(signature.ReturnType, (all, names) => all.Union(names));

    public Names GetModifiedType(Names modifier, Names type, bool isRequired) => modifier.Union(type);

    public Names GetArrayType(Names element, ArrayShape shape) => element;

    public Names GetSZArrayType(Names element) => element;

    public Names GetByReferenceType(Names element) => element;

    public Names GetPointerType(Names element) => element;

    public Names GetPinnedType(Names element) => element;

    public Names GetPrimitiveType(PrimitiveTypeCode code) => None;

    public Names GetGenericMethodParameter(object? context, int index) => None;

    public Names GetGenericTypeParameter(object? context, int index) => None;
}
