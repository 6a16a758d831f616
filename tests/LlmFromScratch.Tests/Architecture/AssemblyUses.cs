using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace LlmFromScratch.Tests.Architecture;

/// <summary>
/// Finds in a compiled assembly which namespace uses which: in base types, interfaces, fields, signatures, attributes and method bodies. Types
/// nested in another and types that the compiler made belong to the namespace of the outermost one.
/// </summary>
internal sealed class AssemblyUses
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value & 0xFFFF, code => code.OperandType);

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly NamespacesInSignature _signatures = new();
    private readonly HashSet<NamespaceUse> _uses = [];
    private string _user = "", _where = "";

    private AssemblyUses(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
    }

    public static IReadOnlyCollection<NamespaceUse> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return new AssemblyUses(file).All();
    }

    private HashSet<NamespaceUse> All()
    {
        foreach (TypeDefinition type in _metadata.TypeDefinitions.Select(_metadata.GetTypeDefinition))
        {
            _user = NamespacesInSignature.NamespaceOf(_metadata, type);
            string name = _where = _metadata.GetString(type.Name);
            Add(type.BaseType);
            AddAttributes(type.GetCustomAttributes());
            foreach (InterfaceImplementationHandle implementation in type.GetInterfaceImplementations())
                Add(_metadata.GetInterfaceImplementation(implementation).Interface);
            AddConstraints(type.GetGenericParameters());
            foreach (FieldDefinitionHandle handle in type.GetFields())
            {
                FieldDefinition field = _metadata.GetFieldDefinition(handle);
                _where = $"{name}.{_metadata.GetString(field.Name)}";
                Add(field.DecodeSignature(_signatures, null));
                AddAttributes(field.GetCustomAttributes());
            }
            foreach (MethodDefinitionHandle handle in type.GetMethods())
            {
                MethodDefinition method = _metadata.GetMethodDefinition(handle);
                _where = $"{name}.{_metadata.GetString(method.Name)}";
                Add(method.DecodeSignature(_signatures, null));
                AddAttributes(method.GetCustomAttributes());
                AddConstraints(method.GetGenericParameters());
                if (method.RelativeVirtualAddress != 0)
                    AddBody(_file.GetMethodBody(method.RelativeVirtualAddress));
            }
        }
        return _uses;
    }

    private void AddBody(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
            foreach (ImmutableHashSet<string> local in _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_signatures, null))
                Add(local);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            Add(region.CatchType);
        BlobReader code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            if (value == 0xFE) // the first of two bytes
                value = 0xFE00 | code.ReadByte();
            switch (Operands[value])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    Add((EntityHandle)MetadataTokens.Handle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    int targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    private void Add(EntityHandle handle)
    {
        switch (handle.IsNil ? default : handle.Kind)
        {
            case HandleKind.TypeDefinition:
                Add([NamespacesInSignature.NamespaceOf(_metadata, _metadata.GetTypeDefinition((TypeDefinitionHandle)handle))]);
                break;
            case HandleKind.TypeReference:
                Add([NamespacesInSignature.NamespaceOf(_metadata, _metadata.GetTypeReference((TypeReferenceHandle)handle))]);
                break;
            case HandleKind.TypeSpecification:
                Add(_metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_signatures, null));
                break;
            case HandleKind.FieldDefinition:
                FieldDefinition field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                Add(field.GetDeclaringType());
                Add(field.DecodeSignature(_signatures, null));
                break;
            case HandleKind.MethodDefinition:
                MethodDefinition method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                Add(method.GetDeclaringType());
                Add(method.DecodeSignature(_signatures, null));
                break;
            case HandleKind.MemberReference:
                MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                Add(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Field)
                    Add(member.DecodeFieldSignature(_signatures, null));
                else
                    Add(member.DecodeMethodSignature(_signatures, null));
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification generic = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(generic.Method);
                foreach (ImmutableHashSet<string> argument in generic.DecodeSignature(_signatures, null))
                    Add(argument);
                break;
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle attribute in attributes)
            Add(_metadata.GetCustomAttribute(attribute).Constructor);
    }

    private void AddConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle parameter in parameters)
            foreach (GenericParameterConstraintHandle constraint in _metadata.GetGenericParameter(parameter).GetConstraints())
                Add(_metadata.GetGenericParameterConstraint(constraint).Type);
    }

    private void Add(MethodSignature<ImmutableHashSet<string>> signature)
    {
        Add(signature.ReturnType);
        foreach (ImmutableHashSet<string> parameter in signature.ParameterTypes)
            Add(parameter);
    }

    private void Add(ImmutableHashSet<string> namespaces)
    {
        if (IsOurs(_user))
            foreach (string used in namespaces.Where(IsOurs))
                _uses.Add(new NamespaceUse(_user, used, _where));
    }

    private static bool IsOurs(string name) =>
        name == NamespaceOrder.Root || name.StartsWith(NamespaceOrder.Root + ".", StringComparison.Ordinal);
}
